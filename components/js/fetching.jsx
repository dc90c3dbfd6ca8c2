// Files that may have to be made first: asked for until they are there, then fetched by the browser.
import { useState } from "react";

const PATIENCE = 10 * 60 * 1000;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Resolves once the address answers with its file. Throws an Error with the studio's sentence.
export async function ready(src) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const said = await fetch(src, { headers: { Range: "bytes=0-0", "Accept-Language": document.documentElement.lang }, credentials: "same-origin" });
    if (said.ok) {
      await said.body?.cancel();
      return;
    }
    const told = await said.json().catch(() => ({}));
    if (said.status !== 503 || Date.now() > until) throw new Error(told.detail ?? said.statusText);
    await sleep(1000 * (Number(said.headers.get("Retry-After")) || 3));
  }
}

// A link to a file: busy while the file is made.
export function Download({ href, label, face, busyLabel, onFail, className }) {
  const [busy, setBusy] = useState(false);
  const fetchIt = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await ready(href);
      const link = document.createElement("a");
      link.href = href;
      link.download = "";
      document.body.append(link);
      link.click();
      link.remove();
    } catch (error) {
      onFail?.(error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <a href={href} download="" className={className} aria-label={busy ? busyLabel : label} title={busy ? busyLabel : label} aria-busy={busy} onClick={fetchIt}>
      {face}
    </a>
  );
}
