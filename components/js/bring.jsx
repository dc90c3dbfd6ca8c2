// Brings a script from a file: dropped on the page, pasted, or chosen. It goes to the API, which looks
// at it as it comes; a guest's plain text is read here, in the browser.
import { useEffect, useRef, useState } from "react";
import { replaceScript } from "$/studio/script";

const TYPES = [".txt", ".fountain", ".fdx", ".docx", ".pdf", ".md"];
const PLAIN = /\.(txt|fountain|md)$/i;
const GUEST_BYTES = 200_000;

const fill = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{${name}}`, value), text);

export function Bring({ signedIn, most, words, onDone, children, className }) {
  const box = useRef(null);
  const input = useRef(null);
  const going = useRef(null);
  const [over, setOver] = useState(false);
  const [state, setState] = useState(null); // { name, percent } or { problem }

  const fail = (problem) => setState({ problem });

  const send = (file) => {
    const form = new FormData();
    form.append("files", file);
    const request = new XMLHttpRequest();
    going.current = request;
    setState({ name: file.name, percent: 0 });
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) setState({ name: file.name, percent: Math.round((100 * event.loaded) / event.total) });
    };
    request.onload = () => {
      going.current = null;
      let told = null;
      try {
        told = JSON.parse(request.responseText);
      } catch {
        // Not from the studio: a proxy that stands before it. The status says enough.
      }
      if (request.status === 201 && told?.[0]?.id) {
        setState(null);
        onDone({ id: told[0].id, name: file.name });
      } else fail(told?.detail ?? fill(words.refused, { name: file.name, status: request.status }));
    };
    request.onerror = () => {
      going.current = null;
      fail(words.offline);
    };
    request.onabort = () => {
      going.current = null;
      setState(null);
    };
    request.open("POST", "/api/v1/files");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.send(form);
  };

  const take = async (files) => {
    const file = files?.[0];
    if (!file) return;
    if (files.length > 1) return fail(words.one);
    const name = file.name;
    if (!TYPES.some((ending) => name.toLowerCase().endsWith(ending))) return fail(fill(words.kind, { name }));
    if (file.size === 0) return fail(fill(words.empty, { name }));
    if (signedIn) {
      if (file.size > most) return fail(fill(words.large, { name, most: Math.round(most / 2 ** 20) }));
      send(file);
    } else if (PLAIN.test(name) && file.size <= GUEST_BYTES) {
      setState(null);
      const text = await file.text();
      if (text.includes("\0")) fail(fill(words.kind, { name }));
      else replaceScript(text);
    } else fail(words.guest);
  };

  useEffect(() => () => going.current?.abort(), []);

  const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  return (
    <div
      ref={box}
      className={`${className}${over ? " is-over" : ""}`}
      onClick={(event) => event.target.closest("[data-pick]") && input.current.click()}
      onDragEnter={(event) => {
        if (!holds(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragOver={(event) => holds(event) && event.preventDefault()}
      onDragLeave={(event) => !box.current.contains(event.relatedTarget) && setOver(false)}
      onDropCapture={(event) => {
        if (!holds(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      onPasteCapture={(event) => {
        if (!event.clipboardData?.files.length || event.clipboardData.types.includes("text/plain")) return;
        event.preventDefault();
        event.stopPropagation();
        take(event.clipboardData.files);
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        accept={TYPES.join(",")}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
      {children}
      {over ? <p className="new-drop">{words.drop}</p> : null}
      <div className="new-brought" role={state?.problem ? "alert" : "status"}>
        {state?.problem ? (
          <div className="new-bar bad">
            <p>{state.problem}</p>
            <button type="button" className="btn quiet" onClick={() => setState(null)}>
              {words.close}
            </button>
          </div>
        ) : state ? (
          <div className="new-bar">
            <p>{fill(words.bringing, { name: state.name })}</p>
            <div className="thin live" role="progressbar" aria-label={fill(words.bringing, { name: state.name })} aria-valuemin={0} aria-valuemax={100} aria-valuenow={state.percent} style={{ "--p": `${state.percent}%` }}>
              <i />
            </div>
            <button type="button" className="btn quiet" onClick={() => going.current?.abort()}>
              {words.stop}
            </button>
          </div>
        ) : null}
      </div>
    </div>
  );
}
