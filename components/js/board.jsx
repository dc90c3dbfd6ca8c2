// The storyboard as scenes and shots that are chosen, moved and edited by mouse, touch and keys.
//
// Order and places are read from the document, so that one source of truth is drawn: `data-scene` on
// scenes, `data-shot` on shots. What is to happen is told by events; nothing is changed here.
import { createContext, memo, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { DndContext, MouseSensor, TouchSensor, useDraggable, useSensor, useSensors } from "@dnd-kit/core";
import { clock, labelOf, useLaid } from "./rows";

const Lifting = createContext(null);
const said = (text, values) =>
  Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, value), text ?? "");
const shotsIn = (scene) => [...scene.querySelectorAll("[data-shot]")];
const faceOf = (item) => item?.querySelector("[data-face]");
const isMirrored = () => document.documentElement.dir === "rtl";
// No live region of dnd-kit: what happens is announced by the board, in the language of the page.
const QUIET = { announcements: Object.fromEntries(["onDragStart", "onDragMove", "onDragOver", "onDragEnd", "onDragCancel"].map((name) => [name, () => undefined])), screenReaderInstructions: { draggable: "" } };
const NOWHERE = () => [];
// The same objects each time: sensors that are new would draw every shot again.
const BY_MOUSE = { activationConstraint: { distance: 6 } };
const BY_TOUCH = { activationConstraint: { delay: 260, tolerance: 8 } };

// Where a shot would be put: before which place of which scene, counted without itself.
function gapAt(root, id, x, y) {
  const scenes = [...root.querySelectorAll("[data-scene]")];
  const scene =
    scenes.find((one) => y < one.getBoundingClientRect().bottom) ?? scenes[scenes.length - 1];
  if (!scene) return null;
  const cards = shotsIn(scene).filter((one) => one.dataset.shot !== id);
  const column = getComputedStyle(root).getPropertyValue("--columns").trim() === "1";
  let best = null;
  cards.forEach((card, place) => {
    const box = card.getBoundingClientRect();
    const away = Math.hypot(x - (box.left + box.right) / 2, (y - (box.top + box.bottom) / 2) * 1.4);
    if (best && best.away <= away) return;
    const first = column ? y < (box.top + box.bottom) / 2 : (x < (box.left + box.right) / 2) !== isMirrored();
    best = { away, scene: scene.dataset.scene, at: first ? place : place + 1, card, first, column };
  });
  return best ?? { scene: scene.dataset.scene, at: 0, card: null, first: true, column };
}

function gapOfScene(root, id, y) {
  const scenes = [...root.querySelectorAll("[data-scene]")].filter((one) => one.dataset.scene !== id);
  let at = 0;
  for (const one of scenes) {
    const box = one.getBoundingClientRect();
    if (y > (box.top + box.bottom) / 2) at += 1;
  }
  const card = scenes[at] ?? scenes[scenes.length - 1];
  return card ? { at, card, first: at < scenes.length, column: true } : null;
}

// The line of a shot has the focus as soon as the inspector shows that shot.
function focusLine(id, tries = 60) {
  const panel = document.querySelector(`[data-inspector][data-of="${CSS.escape(id)}"]`);
  const field = panel?.querySelector("textarea:not(:disabled)");
  if (field?.offsetParent) {
    field.focus();
    if (field.setSelectionRange) field.setSelectionRange(field.value.length, field.value.length);
  } else if (tries) requestAnimationFrame(() => focusLine(id, tries - 1));
}

// The line of 3 px where something would be put.
function draw(line, root, gap) {
  if (!line) return;
  if (!gap || !gap.card) {
    line.hidden = true;
    return;
  }
  const box = gap.card.getBoundingClientRect();
  const base = root.getBoundingClientRect();
  const off = gap.column ? 2 : 8;
  const side = gap.first !== isMirrored() ? -off - 1.5 : box.width + off - 1.5;
  line.hidden = false;
  const top = box.top - base.top + root.scrollTop;
  const left = box.left - base.left + root.scrollLeft;
  Object.assign(
    line.style,
    gap.column
      ? { left: `${left}px`, top: `${gap.first ? top - off : top + box.height + off - 3}px`, width: `${box.width}px`, height: "3px" }
      : { left: `${left + side}px`, top: `${top}px`, width: "3px", height: `${box.height}px` },
  );
}

export function Board({ words, sizes, chosen, onMove, onMoveScene, onChoose, onOpen, onPick, className, children }) {
  const root = useRef(null);
  const line = useRef(null);
  const gap = useRef(null);
  const lifted = useRef(null);
  const [told, setTold] = useState("");
  const saying = useRef(words);
  saying.current = words;
  const [lift, setLift] = useState(null);
  const sensors = useSensors(useSensor(MouseSensor, BY_MOUSE), useSensor(TouchSensor, BY_TOUCH));

  // Which shot is chosen stands in the address, so that a reload and a link lead back to it.
  useEffect(() => {
    if (!chosen) return;
    const here = new URL(window.location.href);
    if (here.searchParams.get("shot") === chosen) return;
    here.searchParams.set("shot", chosen);
    window.history.replaceState(window.history.state, "", here);
  }, [chosen]);

  const item = (id) => root.current?.querySelector(`[data-shot="${CSS.escape(id)}"]`);
  const label = (id) => item(id)?.dataset.label ?? "";
  const where = (id) => {
    const card = item(id);
    const scene = card?.closest("[data-scene]");
    if (!scene) return null;
    const cards = shotsIn(scene);
    return { scene, at: cards.indexOf(card), of: cards.length };
  };

  // After a move the shots come anew; then it is told where the shot lies, and it keeps the focus.
  const moved = useRef(null);
  useEffect(() => {
    const look = () => {
      const waits = moved.current;
      const place = waits && where(waits.id);
      if (!place || `${place.scene.dataset.scene}:${place.at}` === waits.from) return;
      moved.current = null;
      setTold(said(saying.current.moved, { shot: waits.label, n: place.at + 1, of: place.of, scene: place.scene.dataset.number }));
      if (waits.focus) faceOf(item(waits.id))?.focus();
    };
    const watch = new MutationObserver(look);
    watch.observe(root.current, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);

  const put = (id, scene, at, focus) => {
    const from = where(id);
    if (!from || (from.scene.dataset.scene === scene && from.at === at)) return;
    moved.current = { id, label: label(id), focus, from: `${from.scene.dataset.scene}:${from.at}` };
    onMove?.(id, scene, at);
  };

  // One place further in the film, across scenes.
  const step = (id, by) => {
    const from = where(id);
    if (!from) return;
    const scenes = [...root.current.querySelectorAll("[data-scene]")];
    let scene = from.scene;
    let at = from.at + by;
    if (at < 0 || at >= from.of) {
      scene = scenes[scenes.indexOf(from.scene) + Math.sign(by)];
      if (!scene) return;
      at = by > 0 ? 0 : shotsIn(scene).length;
    }
    put(id, scene.dataset.scene, at, true);
  };

  const focusOn = (card) => {
    const face = faceOf(card);
    if (!face) return;
    face.focus();
    onChoose?.(card.dataset.shot);
  };

  // The card above or below: the nearest one across, in the next row of pictures.
  const across = (card, down) => {
    const box = card.getBoundingClientRect();
    let best = null;
    for (const one of root.current.querySelectorAll("[data-shot]")) {
      const other = one.getBoundingClientRect();
      const away = down ? other.top - box.bottom : box.top - other.bottom;
      if (away < -4) continue;
      const score = away * 4 + Math.abs(other.left - box.left);
      if (!best || score < best.score) best = { one, score };
    }
    return best?.one;
  };

  // Keys while a shot is lifted: its place is shown and told, and taken back by Escape.
  const carry = (event) => {
    const id = lifted.current.id;
    const ahead = isMirrored() ? "ArrowLeft" : "ArrowRight";
    const back = isMirrored() ? "ArrowRight" : "ArrowLeft";
    const by = { [ahead]: 1, ArrowDown: 1, [back]: -1, ArrowUp: -1 }[event.key];
    if (by) {
      const rows = [...root.current.querySelectorAll("[data-scene]")].map((scene) => ({
        scene,
        cards: shotsIn(scene).filter((one) => one.dataset.shot !== id),
      }));
      const places = rows.flatMap(({ scene, cards }) =>
        Array.from({ length: cards.length + 1 }, (_, at) => ({ scene, at, of: cards.length + 1, card: cards[at] ?? cards[at - 1], first: at < cards.length })),
      );
      const now = places.findIndex((one) => one.scene.dataset.scene === gap.current.scene && one.at === gap.current.at);
      const next = places[Math.min(places.length - 1, Math.max(0, now + by))];
      const column = getComputedStyle(root.current).getPropertyValue("--columns").trim() === "1";
      gap.current = { scene: next.scene.dataset.scene, at: next.at, card: next.card, first: next.first, column };
      draw(line.current, root.current, gap.current);
      next.card?.scrollIntoView({ block: "nearest" });
      setTold(said(saying.current.place, { n: next.at + 1, of: next.of, scene: next.scene.dataset.number }));
    } else if (event.key === " " || event.key === "Enter") {
      const to = gap.current;
      release();
      put(id, to.scene, to.at, true);
    } else if (event.key === "Escape") {
      release();
      setTold(said(saying.current.back, { shot: label(id) }));
    } else if (event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  };
  const release = () => {
    lifted.current = null;
    gap.current = null;
    setLift(null);
    draw(line.current, root.current, null);
  };
  const pick = useCallback((id) => {
    const place = where(id);
    if (!place) return;
    lifted.current = { id };
    gap.current = { scene: place.scene.dataset.scene, at: place.at };
    setLift(id);
    setTold(said(saying.current.lifted, { shot: label(id) }));
  }, []);

  const onKeyDown = (event) => {
    if (lifted.current) return carry(event);
    const card = event.target.closest?.("[data-shot]");
    if (!card || !event.target.matches("[data-face]")) return;
    const id = card.dataset.shot;
    const ahead = isMirrored() ? "ArrowLeft" : "ArrowRight";
    const back = isMirrored() ? "ArrowRight" : "ArrowLeft";
    if (event.altKey && event.key.startsWith("Arrow")) {
      event.preventDefault();
      step(id, event.key === ahead || event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...root.current.querySelectorAll("[data-shot]")];
    const at = all.indexOf(card);
    const to = {
      [ahead]: all[at + 1],
      [back]: all[at - 1],
      Home: all[0],
      End: all[all.length - 1],
      ArrowDown: () => across(card, true),
      ArrowUp: () => across(card, false),
    }[event.key];
    if (to !== undefined || event.key.startsWith("Arrow")) {
      event.preventDefault();
      const found = typeof to === "function" ? to() : to;
      if (found) focusOn(found);
    } else if (event.key === "Enter") {
      event.preventDefault();
      onOpen?.(id);
      focusLine(id);
    }
  };

  const drag = {
    onDragStart: ({ active }) => {
      const scene = active.data.current?.scene;
      root.current.dataset.dragging = scene ? "scene" : "shot";
    },
    onDragMove: ({ active, activatorEvent, delta }) => {
      const point = activatorEvent.touches?.[0] ?? activatorEvent;
      const x = point.clientX + delta.x;
      const y = point.clientY + delta.y;
      gap.current = active.data.current?.scene
        ? gapOfScene(root.current, active.data.current.scene, lastY.current ?? y)
        : gapAt(root.current, String(active.id), lastX.current ?? x, lastY.current ?? y);
      draw(line.current, root.current, gap.current);
    },
    onDragEnd: ({ active }) => {
      const to = gap.current;
      drop();
      if (!to) return;
      const scene = active.data.current?.scene;
      if (scene) onMoveScene?.(scene, to.at);
      else put(String(active.id), to.scene, to.at, false);
    },
    onDragCancel: () => drop(),
  };
  // Where the pointer is on the screen: what dnd-kit tells counts scrolling in.
  const lastX = useRef(null);
  const lastY = useRef(null);
  useEffect(() => {
    const follow = (event) => {
      const point = event.touches?.[0] ?? event;
      lastX.current = point.clientX;
      lastY.current = point.clientY;
    };
    window.addEventListener("mousemove", follow, { capture: true, passive: true });
    window.addEventListener("touchmove", follow, { capture: true, passive: true });
    return () => {
      window.removeEventListener("mousemove", follow, { capture: true });
      window.removeEventListener("touchmove", follow, { capture: true });
    };
  }, []);
  const drop = () => {
    gap.current = null;
    delete root.current.dataset.dragging;
    draw(line.current, root.current, null);
  };

  const picking = useRef(onPick);
  picking.current = onPick;
  const choose = useCallback((id) => picking.current?.(id), []);
  const named = JSON.stringify([words, sizes]);
  const lifting = useMemo(() => ({ pick, lift, choose, words, sizes }), [pick, lift, choose, named]);
  return (
    <Lifting.Provider value={lifting}>
      <DndContext sensors={sensors} collisionDetection={NOWHERE} accessibility={QUIET} {...drag}>
        <div ref={root} className={className} data-chosen={chosen} onKeyDown={onKeyDown}>
          {children}
          <div ref={line} className="drop" hidden aria-hidden="true" />
        </div>
      </DndContext>
      <p role="status" className="vh">
        {told}
      </p>
    </Lifting.Provider>
  );
}

// A scene; its grip moves it as a whole.
export function SceneRow({ scene, number, label, grip, className, children }) {
  const { setNodeRef, setActivatorNodeRef, listeners, isDragging } = useDraggable({ id: `scene:${scene}`, data: { scene } });
  return (
    <section ref={setNodeRef} className={`${className}${isDragging ? " lifted" : ""}`} data-scene={scene} data-number={number} aria-label={label}>
      <span ref={setActivatorNodeRef} className="ed-scenegrip" title={grip} aria-hidden="true" {...listeners}>
        {number}
      </span>
      {children}
    </section>
  );
}

// The shots of a scene. Its children are the signs of the grip and of a lock, and what comes last.
export function Shots({ ids, number, chosen, paper, children }) {
  const { rows, rate } = useLaid();
  return (
    <ol>
      {ids.map((id, place) =>
        rows[id] ? (
          <ShotItem key={id} shot={id} row={rows[id]} rate={rate} label={labelOf(number, place + 1)} chosen={chosen === id} paper={paper} grip={children[0]} lock={children[1]} />
        ) : null,
      )}
      {children[2]}
    </ol>
  );
}

// The picture of a shot; what is said of it stands there too, for who does not see it.
function Face({ row, label, length, paper, lock, who, text, size, words }) {
  const titled = row.size === "title" && !row.pic;
  const told = [size, row.locked ? words.locked : "", row.changed ? words.changed : "", text && !titled ? `. ${who ? `${who}: ` : ""}${text}` : ""].join("");
  return (
    <span className={`frame${row.changed ? " is-changed" : ""}${titled ? " ed-titled" : ""}`}>
      {row.pic ? (
        <img src={row.pic} alt="" loading="lazy" decoding="async" />
      ) : titled ? null : (
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="cross" aria-hidden="true">
          <path d="M0 0L100 100M100 0L0 100" />
        </svg>
      )}
      <span className="tag">{label}</span>
      <span className="vh">{`, ${told}. `}</span>
      {titled ? <span className="title ed-titlecard">{text}</span> : null}
      <span className="mk" aria-hidden="true">
        {row.locked ? <span className="lk">{lock}</span> : null}
        {row.changed ? <span className={`star paper-${paper}`}>*</span> : null}
      </span>
      {length ? <span className="len tc">{length}</span> : null}
    </span>
  );
}

// A shot that can be chosen and moved. Its face is the button, its grip lifts it by keys. It is drawn
// again when something of it has changed; the signs never change.
const SIGNS = ["grip", "lock"];
const isSame = (was, is) => Object.keys(is).every((name) => SIGNS.includes(name) || Object.is(was[name], is[name]));
const ShotItem = memo(function ShotItem({ shot, row, rate, label, chosen, paper, grip, lock }) {
  const { pick, lift, choose, words, sizes } = useContext(Lifting);
  const { setNodeRef, listeners, transform, isDragging } = useDraggable({ id: shot });
  const box = useRef(null);
  useEffect(() => {
    if (!box.current) return;
    box.current.style.transform = transform ? `translate(${transform.x}px, ${transform.y}px)` : "";
  }, [transform]);
  useEffect(() => {
    if (chosen) box.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const raised = isDragging || lift === shot;
  const size = sizes[row.size] ?? row.size;
  const who = row.who === "narrator" ? words.narrator : row.who;
  const text = row.lines.map((line) => line.text).join(" ") || row.title;
  return (
    <li
      ref={(node) => {
        box.current = node;
        setNodeRef(node);
      }}
      className={`ed-shot${chosen ? " sel" : ""}${raised ? " lifted" : ""}`}
      data-shot={shot}
      data-label={label}
      {...listeners}
    >
      <button type="button" className="shot" data-face="" aria-pressed={chosen} tabIndex={chosen ? 0 : -1} onClick={() => choose(shot)}>
        <Face {...{ row, label, paper, lock, who, text, size, words }} length={row.frames ? clock(row.frames / rate) : ""} />
      </button>
      <div className="ed-tx">
        <p className="xs dim ed-size">{size}</p>
        {who ? (
          <p dir="auto" className="script ed-line">
            <span className="ed-who">{who}</span> {text}
          </p>
        ) : (
          <p className="script ed-line dim">{words.none}</p>
        )}
      </div>
      <button
        type="button"
        className="btn quiet icon grip"
        aria-label={said(words.grip, { shot: label })}
        aria-pressed={lift === shot}
        tabIndex={chosen ? 0 : -1}
        onKeyDown={(event) => {
          if (lift === null && (event.key === " " || event.key === "Enter")) {
            event.preventDefault();
            event.stopPropagation();
            pick(shot);
          }
        }}
      >
        {grip}
      </button>
    </li>
  );
}, isSame);

// The inspector: a column where there is room, else a drawer or a sheet above the page.
export function Drawer({ of, open, label, onClose, className, children }) {
  const box = useRef(null);
  const was = useRef(false);
  useEffect(() => {
    const narrow = window.matchMedia("(max-width: 1100px)").matches;
    if (open && !was.current && narrow) box.current?.querySelector("[data-first]")?.focus({ preventScroll: true });
    if (!open && was.current && narrow) faceOf(document.querySelector(`[data-shot="${CSS.escape(of)}"]`))?.focus();
    was.current = open;
  }, [open]);
  return (
    <>
      <div className="ed-scrim" onClick={() => onClose?.()} />
      <aside ref={box} className={className} aria-label={label} data-inspector="" data-of={of}>
        {children}
      </aside>
    </>
  );
}
