// A form that is sent to the API and not through the socket: what is secret in it stays out of the
// state. Whoever gets the answer is told { ok, waits, status, code, detail, faults }.
import { useEffect, useRef, useState } from "react";

// Secrets between two steps of signing in: good for minutes, and for this tab alone.
const kept = {};

// Secrets that are shown once: they live in this tab, until another page is opened in it.
const shown = {};
const watchers = new Set();
const reveal = (names, told) => {
  for (const name of names) shown[name] = told[name];
  watchers.forEach((look) => look());
};

// A field `options.model` lies within `options`.
const nested = (pairs) => {
  const made = {};
  for (const [name, value] of pairs) {
    const path = name.split(".");
    const last = path.pop();
    let place = made;
    for (const part of path) place = place[part] ??= {};
    place[last] = value;
  }
  return made;
};

const withinThisSite = (path) => (/^\/(?![/\\])/.test(path ?? "") ? path : "/");

export function ApiForm({ action, method, shows, extra, keep, takes, query, then, onDone, children, ...rest }) {
  const form = useRef(null);
  const running = useRef(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const start = `#${keep}=`;
    if (keep && window.location.hash.startsWith(start)) {
      kept[keep] = decodeURIComponent(window.location.hash.slice(start.length));
      window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
      onDone?.({ ok: true, waits: true, status: 200, code: "", detail: "", faults: {} });
    }
  }, []);

  const send = async (event) => {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const given = { ...extra, ...nested(new FormData(form.current)) };
    if (takes) given[takes] = kept[takes];
    if (query) given[query] = new URLSearchParams(window.location.search).get(query) ?? "";
    let answer = { ok: false, waits: false, status: 0, code: "offline", detail: "", faults: {} };
    let leaves = false;
    try {
      const said = await fetch(action, {
        method: method ?? "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": document.documentElement.lang },
        body: JSON.stringify(given),
        credentials: "same-origin",
      });
      const told = said.status === 204 ? {} : await said.json().catch(() => ({}));
      const faults = Object.fromEntries((told.errors ?? []).map((one) => [one.field.split(".").pop(), one.detail]));
      const waits = Boolean(keep && told[keep]);
      if (waits) kept[keep] = told[keep];
      if (shows && said.ok) reveal(shows, told);
      answer = { ok: said.ok, waits, status: said.status, code: told.code ?? "", detail: told.detail ?? "", faults };
      leaves = said.ok && !waits && Boolean(then);
    } catch {
      // Nothing came back: the answer above says so.
    }
    if (leaves) {
      window.location.assign(withinThisSite(then));
      return; // busy until the next page is there
    }
    running.current = false;
    setBusy(false);
    onDone?.(answer);
  };

  return (
    <form ref={form} method="post" action={action} noValidate onSubmit={send} data-busy={busy ? "" : undefined} aria-busy={busy} {...rest}>
      {children}
    </form>
  );
}

// A password that can be shown while it is typed.
export function Secret({ show, hide, eye, ...rest }) {
  const [shown, setShown] = useState(false);
  return (
    <span className="inbox">
      <input {...rest} type={shown ? "text" : "password"} spellCheck={false} autoCapitalize="none" />
      <button type="button" className="btn quiet icon" aria-pressed={shown} aria-label={shown ? hide : show} onClick={() => setShown(!shown)}>
        {eye}
      </button>
    </span>
  );
}

// What the API has told this tab and nobody else: a text, a list of codes, or a picture (SVG).
export function Revealed({ name, kind, label, copyWords, copiedWords }) {
  const [, look] = useState(0);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const watcher = () => look((count) => count + 1);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      delete shown[name];
    };
  }, []);
  const value = shown[name];
  if (!value) return null;
  if (kind === "picture") {
    const svg = value.includes("xmlns=") ? value : value.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ');
    return <img className="revealed picture" alt={label} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />;
  }
  const text = Array.isArray(value) ? value.join("\n") : value;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="revealed">
      {kind === "codes" ? (
        <ol aria-label={label}>
          {value.map((one) => (
            <li key={one} className="tc">
              {one}
            </li>
          ))}
        </ol>
      ) : (
        <input className="in tc" readOnly aria-label={label} value={text} onFocus={(event) => event.target.select()} />
      )}
      {navigator.clipboard ? (
        <button type="button" className="btn line" onClick={copy}>
          {copied ? copiedWords : copyWords}
        </button>
      ) : null}
    </div>
  );
}
