// The script page: a text that is written, and over it what the studio reads: who is in it, where it
// is, what is heard, and the line that each shot draws down the page.
import { useEffect, useRef, useState } from "react";
import { clockTime } from "$/studio/moment";
import { Compartment, EditorState, RangeSet, StateEffect, StateField, Text } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, keymap, layer, placeholder } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";

const MOST = 400_000;
const PAUSE = 600;
const LONG = 60_000; // a text of which every pause would send much: it is sent less often
const LANES = 3;
const KINDS = ["c", "p", "s"].map((name) => Decoration.mark({ class: `m-${name}` }));
const GUEST = "filmstudio_script";

// One page has one script: the button that makes the film, and files that are brought, ask here.
const here = { view: null, send: null };

export const textOfScript = () => here.view?.state.doc.toString() ?? "";

export function replaceScript(text) {
  const view = here.view;
  if (!view) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true });
}

// What was read. Places move with the text until it is read again.
const setFound = StateEffect.define();
const NOTHING = { marks: RangeSet.empty, covered: [], scenes: [], formatted: false };
const found = StateField.define({
  create: () => NOTHING,
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(setFound)) return effect.value;
    if (!tr.docChanged) return value;
    const move = (at, side) => tr.changes.mapPos(at, side);
    return {
      ...value,
      marks: value.marks.map(tr.changes),
      covered: value.covered.map((one) => ({ ...one, from: move(one.from, 1), to: move(one.to, -1) })).filter((one) => one.to > one.from),
      scenes: value.scenes.map((one) => ({ ...one, from: move(one.from, 1) })),
    };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.marks),
});

function foundOf(told, changes, length) {
  const move = (at, side) => Math.min(changes ? changes.mapPos(Math.min(at, changes.length), side) : at, length);
  const marks = [];
  for (const [kind, start, end] of told.marks) {
    const [from, to] = [move(start, 1), move(end, -1)];
    if (to > from) marks.push(KINDS[kind].range(from, to));
  }
  let scene = "";
  let lane = 0;
  const covered = told.covered
    .map(([label, start, end]) => {
      const number = label.match(/^\d+/)?.[0] ?? "";
      lane = number === scene ? (lane + 1) % LANES : 0;
      scene = number;
      return { label, lane, from: move(start, 1), to: move(end, -1) };
    })
    .filter((one) => one.to > one.from);
  return {
    marks: Decoration.set(marks, true),
    covered,
    scenes: told.scenes.map(([number, start]) => ({ number, from: move(start, 1) })),
    formatted: told.form === "fountain" || told.form === "final-draft",
  };
}

// How lines stand on the page: headings with their number, and in a screenplay cues and what is said.
function lineClasses(view) {
  const { doc } = view.state;
  const { scenes, formatted } = view.state.field(found);
  const numbers = new Map();
  for (const { number, from } of scenes) {
    const line = doc.lineAt(Math.min(from, doc.length)).from;
    numbers.set(line, numbers.has(line) ? `${numbers.get(line)}, ${number}` : String(number));
  }
  // A cue by the rule of Fountain: in capitals, nothing above it, something below it.
  const isCue = (line) => {
    const text = line.text.trim();
    if (!text || text.length > 60 || text !== text.toUpperCase() || text === text.toLowerCase() || numbers.has(line.from)) return false;
    if (line.number > 1 && doc.line(line.number - 1).text.trim()) return false;
    return line.number < doc.lines && Boolean(doc.line(line.number + 1).text.trim());
  };
  const out = [];
  for (const { from, to } of view.visibleRanges) {
    let line = doc.lineAt(from);
    let spoken = false;
    if (formatted) {
      // What is said may have begun above the part that is in sight.
      let above = line.number - 1;
      while (above > 0 && line.number - above < 40 && doc.line(above).text.trim()) above -= 1;
      for (let at = above + 1; at < line.number; at += 1) spoken = spoken || isCue(doc.line(at));
    }
    for (;;) {
      const classes = [];
      const attributes = {};
      const text = line.text.trim();
      if (numbers.has(line.from)) {
        classes.push("numbered");
        attributes["data-no"] = numbers.get(line.from);
        if (formatted) classes.push("sl");
      }
      if (formatted) {
        if (!text) spoken = false;
        else if (isCue(line)) {
          spoken = true;
          classes.push("cue");
        } else if (spoken) classes.push(text.startsWith("(") ? "par" : "dia");
        else if (/^[^a-z]+ TO:$/.test(text)) classes.push("to");
      }
      if (classes.length) out.push(Decoration.line({ class: classes.join(" "), attributes }).range(line.from));
      if (line.to >= to || line.number >= doc.lines) break;
      line = doc.line(line.number + 1);
    }
  }
  return Decoration.set(out);
}

const lines = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = lineClasses(view);
    }
    update(update) {
      const read = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(setFound)));
      if (read || update.docChanged || update.viewportChanged) this.decorations = lineClasses(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

// The line down the page that says which words a shot covers.
class Tram {
  constructor(label, lane, top, height) {
    Object.assign(this, { label, lane, top, height });
  }
  eq(other) {
    return other.label === this.label && other.lane === this.lane && other.top === this.top && other.height === this.height;
  }
  draw() {
    const line = document.createElement("i");
    line.className = `tram lane-${this.lane}`;
    const label = document.createElement("b");
    label.textContent = this.label;
    line.append(label);
    this.place(line);
    return line;
  }
  place(line) {
    line.style.top = `${this.top}px`;
    line.style.height = `${this.height}px`;
  }
  update(line, before) {
    if (before.label !== this.label || before.lane !== this.lane) return false;
    this.place(line);
    return true;
  }
}

const trams = layer({
  above: true,
  class: "trams",
  update: (update) => update.docChanged || update.viewportChanged || update.geometryChanged || update.transactions.some((tr) => tr.effects.length > 0),
  markers(view) {
    const base = view.scrollDOM.getBoundingClientRect().top - view.scrollDOM.scrollTop;
    const { from, to } = view.viewport;
    const edge = (at, side) => {
      const seen = at >= from && at <= to ? view.coordsAtPos(at, side) : null;
      if (seen) return (side > 0 ? seen.top : seen.bottom) - base;
      const block = view.lineBlockAt(at);
      return view.documentPadding.top + (side > 0 ? block.top : block.bottom);
    };
    return view.state
      .field(found)
      .covered.filter((one) => one.to >= from && one.from <= to)
      .map((one) => {
        const top = Math.round(edge(one.from, 1));
        return new Tram(one.label, one.lane, top + 2, Math.max(8, Math.round(edge(one.to, -1)) - top - 6));
      });
  },
});

const theme = EditorView.theme({
  "&": { flex: "1 1 auto", minHeight: "0", color: "var(--on-paper)", backgroundColor: "transparent", fontFamily: "var(--font-script)", fontSize: "var(--script-size,15px)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { flex: "1 1 auto", minHeight: "0", height: "auto !important", fontFamily: "inherit", lineHeight: "var(--script-line,22px)", overflow: "auto", overscrollBehavior: "auto" },
  ".cm-content": { padding: "22px 0 40px", backgroundColor: "var(--page)", caretColor: "var(--pencil-red)", minHeight: "100%", boxSizing: "border-box" },
  ".cm-line": { paddingInline: "var(--script-start,64px) var(--script-end,104px)", position: "relative" },
  ".cm-content ::selection": { backgroundColor: "rgba(247,168,35,.48)" },
  ".cm-placeholder": { color: "var(--on-paper-2)", whiteSpace: "pre-wrap" },
  ".m-c,.m-p,.m-s": { textDecoration: "underline 2px", textUnderlineOffset: "4px", textDecorationSkipInk: "none" },
  ".m-c": { textDecorationColor: "var(--pencil-red)" },
  ".m-p": { textDecorationColor: "var(--pencil-blue)" },
  ".m-s": { textDecorationColor: "var(--pencil-brown)", textDecorationStyle: "wavy", textDecorationThickness: "1.5px" },
  ".sl,.cue": { textTransform: "uppercase" },
  ".numbered::before": { content: "attr(data-no)", position: "absolute", insetInlineStart: "0", width: "calc(var(--script-start,64px) - 16px)", textAlign: "end", textIndent: "0" },
  ".cue": { paddingInlineStart: "calc(var(--script-start,64px) + 30%)" },
  ".dia": { paddingInline: "calc(var(--script-start,64px) + 13%) calc(var(--script-end,104px) + 4%)" },
  ".par": { paddingInlineStart: "calc(var(--script-start,64px) + 21%)" },
  ".to": { textAlign: "end" },
  ".trams": { insetInlineStart: "0", insetInlineEnd: "0", left: "0", right: "0", pointerEvents: "none" },
  ".tram": { position: "absolute", insetInlineEnd: "calc(var(--script-end,104px)*.2)", width: "2px", background: "var(--pencil-red)" },
  ".tram.lane-1": { insetInlineEnd: "calc(var(--script-end,104px)*.48)" },
  ".tram.lane-2": { insetInlineEnd: "calc(var(--script-end,104px)*.76)" },
  ".tram::after": { content: '""', position: "absolute", bottom: "0", left: "-4px", width: "10px", borderTop: "2px solid var(--pencil-red)" },
  ".tram > b": { position: "absolute", bottom: "calc(100% + 2px)", left: "1px", transform: "translateX(-50%)", font: "400 13px/1 var(--font-script)", color: "var(--pencil-red)", direction: "ltr", whiteSpace: "nowrap" },
});

const named = (label) => ({ "aria-label": label, tabindex: "0", spellcheck: "true", autocapitalize: "sentences" });

const RIGHT = /[\u0590-\u08ff\ufb1d-\ufefc]/g;
const LEFT = /[A-Za-z\u00c0-\u024f\u0370-\u052f\u0900-\u0eff\u3040-\ud7af]/g;
const count = (text, letters) => text.match(letters)?.length ?? 0;
// A script has one direction: that of most of its words, whatever a title or a heading begins with.
const direction = (text) => (count(text, RIGHT) > count(text, LEFT) ? "rtl" : "ltr");

// Guests' words stay in their browser; those of who is signed in only until the studio has them.
const shelf = (who) => (who ? [sessionStorage, `${GUEST}:${who}`] : [localStorage, GUEST]);
function remembered(who) {
  try {
    const [store, key] = shelf(who);
    const kept = JSON.parse(store.getItem(key) ?? "null");
    return typeof kept?.text === "string" ? kept : null;
  } catch {
    return null;
  }
}
function remember(who, text, base = 0) {
  try {
    const [store, key] = shelf(who);
    if (text) store.setItem(key, JSON.stringify({ text, base }));
    else store.removeItem(key);
  } catch {
    // A browser that keeps nothing: the words are still on the page.
  }
}

export function Script({ page, found: told, saved, nudge, answered, who, online, label, hint, tooLong, onWrite, className }) {
  const host = useRef(null);
  const live = useRef({ sent: 0, base: 0, changes: null, dirty: false, timer: 0, waits: false, last: 0 });
  const props = useRef({});
  props.current = { who, onWrite, online };
  const [long, setLong] = useState(false);

  useEffect(() => {
    const now = live.current;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const words = new Compartment();
    now.words = words;
    const send = () => {
      clearTimeout(now.timer);
      now.timer = 0;
      if (!now.open || (now.waits && Date.now() - now.sent < 20_000)) {
        now.again = true;
        return;
      }
      const text = view.state.doc.toString();
      if (text.length > MOST) return;
      now.again = false;
      now.waits = true;
      now.sent = Math.max(Date.now(), now.sent + 1);
      now.changes = null;
      if (!props.current.who) remember("", text);
      props.current.onWrite({ text, n: now.sent, base: now.base, page: now.page, opening: now.opening });
    };
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        extensions: [
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          found,
          lines,
          trams,
          theme,
          words.of([placeholder(hint), EditorView.contentAttributes.of(named(label))]),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            now.changes = now.changes ? now.changes.compose(update.changes) : update.changes;
            now.dirty = true;
            const size = update.state.doc.length;
            setLong(size > MOST);
            host.current?.setAttribute("dir", direction(update.state.sliceDoc(0, 600)));
            clearTimeout(now.timer);
            now.timer = setTimeout(send, size > LONG ? 3 * PAUSE : PAUSE);
          }),
        ],
      }),
    });
    Object.assign(here, { view, send });
    const leave = () => {
      if (now.dirty && (now.open || !props.current.who)) remember(props.current.who, view.state.doc.toString(), now.base);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      leave();
      window.removeEventListener("pagehide", leave);
      clearTimeout(now.timer);
      here.view = here.send = null;
      view.destroy();
    };
  }, []);

  // The state gives a text: the draft as it was left, a sample, a file, that of another tab.
  useEffect(() => {
    const now = live.current;
    const view = here.view;
    // What is taken already was given to this tab before it was loaded again: the text comes in a moment.
    if (!view || !page.n || page.n === now.page || page.taken) return;
    now.page = page.n;
    now.opening = page.opening;
    let { text } = page;
    const first = !now.open;
    now.open = true;
    now.waits = false;
    now.base = page.revision;
    if (first) {
      // What was typed before this page was live, else what a guest or a lost connection left here.
      const typed = view.state.doc.toString();
      const left = typed ? { text: typed, base: 0 } : (remembered(who) ?? (who ? remembered("") : null));
      if (left?.text && left.text !== text) {
        text = left.text;
        now.base = left.base; // where the studio has a later one, it is asked about
      }
      remember(who, "");
      if (who) remember("", "");
    }
    if (text !== view.state.doc.toString()) replaceScript(text);
    now.dirty = false;
    if (text || !first) here.send();
  }, [page.n]);

  useEffect(() => {
    if (nudge) here.send?.();
  }, [nudge]);

  // The studio has answered: what was read belongs to the text that was sent.
  useEffect(() => {
    const now = live.current;
    if (!answered || answered !== now.sent) return;
    now.waits = false;
    if (now.again) here.send?.();
  }, [answered]);
  useEffect(() => {
    const now = live.current;
    if (here.view && told.n && told.n === now.sent) {
      here.view.dispatch({ effects: setFound.of(foundOf(told, now.changes, here.view.state.doc.length)) });
    }
  }, [told.n]);
  useEffect(() => {
    const now = live.current;
    if (saved.revision) now.base = saved.revision;
    if (saved.n && saved.n === now.sent && !now.changes) now.dirty = false;
  }, [saved.n, saved.revision]);

  // A lost connection may have lost what was sent.
  useEffect(() => {
    const now = live.current;
    if (online && now.open && (now.dirty || now.waits)) {
      now.waits = false;
      here.send?.();
    }
  }, [online]);

  useEffect(() => {
    here.view?.dispatch({
      effects: live.current.words.reconfigure([placeholder(hint), EditorView.contentAttributes.of(named(label))]),
    });
  }, [label, hint]);

  return (
    <div className={className}>
      <div ref={host} className="new-host" />
      {long ? (
        <p className="new-long" role="alert">
          {tooLong}
        </p>
      ) : null}
    </div>
  );
}

// When it was saved, by the clock of who writes.
export function Saved({ at, lang, words }) {
  if (!at) return null;
  const time = clockTime(new Date(at), lang);
  return <span suppressHydrationWarning>{words.replace("{time}", time)}</span>;
}

// The button that makes the film: it takes the words as they stand at this moment.
export function MakeButton({ onMake, busy, children, className }) {
  return (
    <button type="button" className={className} data-busy={busy ? "true" : "false"} aria-disabled={busy} onClick={() => !busy && onMake({ text: textOfScript() })}>
      {children}
    </button>
  );
}

// Plays what it is given, once each time the number changes.
export function Sound({ n, src }) {
  const audio = useRef(null);
  useEffect(() => {
    if (!n || !src) return undefined;
    const sound = new Audio(src);
    audio.current?.pause();
    audio.current = sound;
    // A browser that refuses to play says so where it does; there is nothing to mend here.
    sound.play().catch(() => {});
    return () => sound.pause();
  }, [n]);
  return null;
}
