// The worker behind the pages: it is registered once, and told the words of the page for no network.
import { useEffect, useState } from "react";

const KEY = "/api/v1/push/key";
const BROWSERS = "/api/v1/push/subscriptions";

export function Worker({ words, ready }) {
  const said = JSON.stringify(words);
  useEffect(() => {
    if (!ready || !("serviceWorker" in navigator)) return;
    const begin = () => navigator.serviceWorker.register("/sw.js").catch(() => {});
    // After everything that the page itself needs.
    if (document.readyState === "complete") begin();
    else window.addEventListener("load", begin, { once: true });
    caches
      .open("studio-words")
      .then((kept) => kept.put("/offline-words.json", new Response(said, { headers: { "Content-Type": "application/json" } })))
      .catch(() => {});
    return () => window.removeEventListener("load", begin);
  }, [ready, said]);
  return null;
}

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const asks = (path, method = "GET", given) =>
  fetch(path, {
    method,
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: given ? JSON.stringify(given) : undefined,
    credentials: "same-origin",
  });

// Tells this browser of notices, or not. `says` has the sentences of each state.
export function PushSwitch({ label, says, ...rest }) {
  const [state, setState] = useState("waits");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const look = async () => {
      if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unable";
      if (Notification.permission === "denied") return "denied";
      const worker = await navigator.serviceWorker.getRegistration();
      return (await worker?.pushManager.getSubscription()) ? "on" : "off";
    };
    look().then(setState, () => setState("unable"));
  }, []);

  const turnOn = async () => {
    if ((await Notification.requestPermission()) !== "granted") return Notification.permission === "denied" ? "denied" : "off";
    const worker = await navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready);
    const { key } = await (await asks(KEY)).json();
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
    const kept = await asks(BROWSERS, "POST", made.toJSON());
    if (kept.ok) {
      localStorage.setItem("studio-push", (await kept.json()).id);
      return "on";
    }
    await made.unsubscribe();
    return "failed";
  };

  const turnOff = async () => {
    const worker = await navigator.serviceWorker.getRegistration();
    await (await worker?.pushManager.getSubscription())?.unsubscribe();
    const id = localStorage.getItem("studio-push");
    if (id) await asks(`${BROWSERS}/${id}`, "DELETE");
    localStorage.removeItem("studio-push");
    return "off";
  };

  const change = async () => {
    if (busy) return;
    setBusy(true);
    try {
      setState(await (state === "on" ? turnOff() : turnOn()));
    } catch {
      setState("failed");
    }
    setBusy(false);
  };

  const fixed = state === "unable" || state === "denied" || state === "waits";
  return (
    <div {...rest}>
      <div>
        <span>{label}</span>
        <p className="hint" role="status">{says[state] ?? ""}</p>
      </div>
      <button type="button" role="switch" className="sw" aria-checked={state === "on"} aria-busy={busy} aria-label={label}
        disabled={fixed} onClick={change} />
    </div>
  );
}
