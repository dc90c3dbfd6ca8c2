// The keys of the editor. Single letters work outside of fields only, and can be turned off.
import { useEffect, useRef } from "react";
import { reel } from "./reel";

const FIELDS = "input, textarea, select, [contenteditable=true]";

export function EditorKeys({ letters, chosen, onDo }) {
  const now = useRef({});
  now.current = { letters, chosen, onDo };
  useEffect(() => {
    const tell = (what, about = "") => now.current.onDo?.(what, String(about));
    const pressed = (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { target, key } = event;
      const field = target.closest?.(FIELDS);
      const floats = document.querySelector("dialog[open]:not(.ed-sheet), [role=menu]");
      const control = event.ctrlKey || event.metaKey;
      if (control && key === "Enter" && !floats) {
        event.preventDefault();
        target.blur?.();
        tell("make");
        return;
      }
      if (key === "Escape" && !floats && target.closest?.("[data-inspector]")) {
        event.preventDefault();
        target.blur?.();
        const card = document.querySelector(`[data-shot="${CSS.escape(now.current.chosen)}"] [data-face]`);
        tell("close");
        card?.focus();
        return;
      }
      if (field || floats) return;
      if (control && !event.altKey && key.toLowerCase() === "z") {
        event.preventDefault();
        tell(event.shiftKey ? "redo" : "undo");
        return;
      }
      if (control && !event.altKey && key.toLowerCase() === "y") {
        event.preventDefault();
        tell("redo");
        return;
      }
      if (control || event.metaKey || event.altKey || !now.current.letters) return;
      if (key === "Delete" && target.closest?.("[data-shot]")) {
        event.preventDefault();
        tell("delete");
      } else if (key === " ") {
        // On the face of a shot, or where nothing else takes it.
        if (target.matches?.("[data-face]") || target === document.body || target.id === "main") {
          event.preventDefault();
          reel.toggle(now.current.chosen);
        }
      } else if (key === "?") tell("keys");
      else if (/^[1-9]$/.test(key)) tell("take", key);
      else if (event.shiftKey && key === "K") tell("lock");
      else if (key === "j") reel.shuttle(-1);
      else if (key === "k") reel.shuttle(0);
      else if (key === "l") reel.shuttle(1);
      else if (key === ",") reel.frame(-1);
      else if (key === ".") reel.frame(1);
      else if (key === "d") tell("draw");
      else if (key === "h") document.querySelector("[data-inspector] .ed-voice .btn")?.click();
      else if (key === "s") tell("split");
      else return;
      if (/^[a-zA-Z0-9?,.]$/.test(key)) event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  return null;
}
