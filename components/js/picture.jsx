// Brings a picture of oneself: made small and square here, so that little is sent and nothing of
// what cameras note in it.
import { useRef, useState } from "react";

const SIDE = 256;

const small = async (file) => {
  const image = await createImageBitmap(file);
  const side = Math.min(image.width, image.height);
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const place = [(image.width - side) / 2, (image.height - side) / 2, side, side];
  canvas.getContext("2d").drawImage(image, ...place, 0, 0, SIDE, SIDE);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
};

export function PicturePicker({ label, unreadable, refused, onDone, onFail }) {
  const input = useRef(null);
  const [busy, setBusy] = useState(false);
  const bring = async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    setBusy(true);
    try {
      const picture = await small(file).catch(() => null);
      if (!picture) return onFail?.(unreadable);
      const form = new FormData();
      form.append("files", picture, "picture.jpg");
      const said = await fetch("/api/v1/files", {
        method: "POST",
        body: form,
        headers: { "Accept-Language": document.documentElement.lang },
        credentials: "same-origin",
      });
      const told = await said.json().catch(() => ({}));
      if (said.ok) onDone?.(told[0].id);
      else onFail?.(told.detail || refused);
    } catch {
      onFail?.(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" className="btn line" aria-busy={busy} disabled={busy} onClick={() => input.current.click()}>
        {label}
      </button>
      <input ref={input} type="file" accept="image/*" hidden onChange={bring} aria-label={label} />
    </>
  );
}
