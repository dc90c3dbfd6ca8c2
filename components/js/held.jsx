// Fields that show at once what is typed or chosen, and keep it until the studio has answered. What it
// refuses comes back as it was: every answer counts `answers` up, whether it said yes or no.
import { useEffect, useRef, useState } from "react";
import { clockTime, dayAndTime } from "$/studio/moment";

const WAIT = 800;

// What was typed and is not answered yet outlives a lost connection, and a reload of this tab; it is
// taken up again where the studio still has the text that it was typed over.
const place = (of) => `filmstudio:unsaved:${of}`;
const keep = (of, text, over) => sessionStorage.setItem(place(of), JSON.stringify({ text, over }));
const drop = (of) => sessionStorage.removeItem(place(of));
const kept = (of, over) => {
  const found = JSON.parse(sessionStorage.getItem(place(of)) ?? "null");
  if (found && found.over !== over) drop(of);
  return found && found.over === over ? found.text : null;
};

// A text that saves itself a moment after the last key, and when it is left.
export function LineArea({ ref: _, value, of, answers, online, onSave, className, ...rest }) {
  const [text, setText] = useState(value);
  const box = useRef(null);
  const timer = useRef(0);
  const dirty = useRef(false);
  const sent = useRef(null);
  const last = useRef({ of, answers });
  last.current.onSave = onSave;
  last.current.online = online;

  const send = (line, words) => {
    dirty.current = false;
    sent.current = line;
    last.current.onSave?.(line, words);
  };
  const flush = () => {
    clearTimeout(timer.current);
    if (dirty.current && last.current.online) send(last.current.of, box.current.value);
  };
  const later = (wait) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, wait);
  };
  const begin = () => {
    const words = kept(of, value);
    setText(words ?? value);
    dirty.current = words !== null && words !== value;
    if (dirty.current) later(WAIT);
  };
  useEffect(begin, []);
  useEffect(() => {
    if (last.current.answers !== answers) {
      last.current.answers = answers;
      if (sent.current) drop(sent.current);
      sent.current = null;
    }
    if (last.current.of !== of) {
      // Another line: what is not saved of this one is saved first.
      clearTimeout(timer.current);
      if (dirty.current && online) send(last.current.of, text);
      last.current.of = of;
      begin();
    } else if (!dirty.current && !sent.current) setText(value);
  }, [of, value, answers]);
  // A lost connection may have lost what was sent.
  useEffect(() => {
    if (!online || !(dirty.current || sent.current === of)) return;
    dirty.current = true;
    later(WAIT);
  }, [online]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const node = box.current;
    node.style.height = "auto";
    node.style.height = `${node.scrollHeight + 2}px`;
  }, [text]);
  return (
    <textarea
      ref={box}
      rows={2}
      dir="auto"
      value={text}
      className={className}
      onChange={(event) => {
        setText(event.target.value);
        dirty.current = true;
        keep(of, event.target.value, value);
        later(WAIT);
      }}
      onBlur={flush}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          flush();
        }
      }}
      {...rest}
    />
  );
}

function useHeld(value, answers) {
  const [held, setHeld] = useState(null);
  useEffect(() => setHeld(null), [value, answers]);
  return [held ?? value, setHeld];
}

// One of many; `onPick` is told which.
export function Choice({ value, answers, onPick, className, children, ...rest }) {
  const [shown, hold] = useHeld(value, answers);
  return (
    <select
      value={shown}
      className={className}
      onChange={(event) => {
        hold(event.target.value);
        onPick?.(event.target.value);
      }}
      {...rest}
    >
      {children}
    </select>
  );
}

// A number that is told when it is left, or after Enter; what is no number comes back.
export function Amount({ value, answers, onPick, className, ...rest }) {
  const [shown, hold] = useHeld(value, answers);
  const tell = (event) => {
    const wanted = Number(event.target.value.replace(",", "."));
    if (event.target.value !== value && Number.isFinite(wanted)) onPick?.(wanted);
    else hold(null);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      value={shown}
      className={className}
      onChange={(event) => hold(event.target.value)}
      onBlur={tell}
      onKeyDown={(event) => event.key === "Enter" && event.target.blur()}
      {...rest}
    />
  );
}

// When something was saved, by the clock of who looks: `text` with {time} or {day} in it.
export function SavedAt({ at, lang, text }) {
  const [told, setTold] = useState("");
  useEffect(() => {
    const moment = new Date(at);
    if (!at || Number.isNaN(moment.getTime())) return setTold("");
    setTold(text.replaceAll("{time}", clockTime(moment, lang)).replaceAll("{day}", dayAndTime(moment, lang)));
  }, [at, lang, text]);
  return <>{told}</>;
}
