// What floats above a page: dialogs and sheets, menus, toasts.
import { useEffect, useId, useRef, useState } from "react";

// A native dialog: the browser keeps the focus in it, and gives it back to what opened it.
export function Dialog({ open, label, alert, onClose, children, className }) {
  const box = useRef(null);
  useEffect(() => {
    const dialog = box.current;
    if (open && !dialog.open) {
      dialog.showModal();
      dialog.querySelector("[data-safe]")?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={box}
      className={className}
      aria-label={label}
      role={alert ? "alertdialog" : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClick={(event) => {
        if (event.target === box.current) onClose?.();
      }}
    >
      {open ? children : null}
    </dialog>
  );
}

// A button and its menu, by the pattern of the ARIA authoring practices.
export function Menu({ label, face, faceClass, up, start, onOpen, children }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const button = useRef(null);
  const list = useRef(null);
  const id = useId();
  const items = () => [...(list.current?.querySelectorAll("[role^=menuitem]:not(:disabled)") ?? [])];

  useEffect(() => {
    if (!open) return;
    onOpen?.();
    const found = items();
    (found.find((one) => one.getAttribute("aria-checked") === "true") ?? found[0])?.focus();
    const outside = (event) => {
      if (!box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event) => {
    if (!open) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        setOpen(true);
      }
      return;
    }
    const found = items();
    const at = found.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + found.length, Home: 0, End: found.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      found[to % found.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      setOpen(false);
    }
  };
  const pressed = (event) => {
    const item = event.target.closest("[role^=menuitem]");
    // What sends a form stays until it is sent.
    if (item && item.type !== "submit") close();
  };
  return (
    <span className="menubox" ref={box} onKeyDown={onKeyDown}>
      <button ref={button} type="button" className={faceClass} aria-label={label} aria-haspopup="menu" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {face}
      </button>
      {open ? (
        <div id={id} ref={list} role="menu" aria-label={label} className={`menu${up ? " up" : ""}${start ? " start" : ""}`} onClick={pressed}>
          {children}
        </div>
      ) : null}
    </span>
  );
}

// Goes by itself after eight seconds, but not while somebody is at it.
export function Toast({ onClose, children }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onClose?.(), 8000);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      {children}
    </div>
  );
}
