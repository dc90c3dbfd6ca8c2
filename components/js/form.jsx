// A form that is sent to the API and not through the socket: what is secret in it stays out of the
// state. Whoever gets the answer is told { ok, waits, status, code, detail, faults }.
import { useEffect, useRef, useState } from "react";

// Secrets between two steps of signing in: good for minutes, and for this tab alone.
const kept = {};

const withinThisSite = (path) => (/^\/(?![/\\])/.test(path ?? "") ? path : "/");

export function ApiForm({ action, extra, keep, takes, query, then, onDone, children, ...rest }) {
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
    const given = { ...extra, ...Object.fromEntries(new FormData(form.current)) };
    if (takes) given[takes] = kept[takes];
    if (query) given[query] = new URLSearchParams(window.location.search).get(query) ?? "";
    let answer = { ok: false, waits: false, status: 0, code: "offline", detail: "", faults: {} };
    let leaves = false;
    try {
      const said = await fetch(action, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(given),
        credentials: "same-origin",
      });
      const told = said.status === 204 ? {} : await said.json().catch(() => ({}));
      const faults = Object.fromEntries((told.errors ?? []).map((one) => [one.field.split(".").pop(), one.detail]));
      const waits = Boolean(keep && told[keep]);
      if (waits) kept[keep] = told[keep];
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
