// The draft as it lies: its shots in the film's order, and when everything in it happens.
//
// The state sends the order of the shots apart from the shots, and those in small parts. They are put
// together here, once for all that show them; a shot that did not change is the same object as before.
import { memo, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";

const NOTHING = { rows: {}, rate: 24, scenes: [], shots: [], lines: [], seconds: 0 };
let laid = NOTHING;
const listeners = new Set();
const hear = (tell) => (listeners.add(tell), () => listeners.delete(tell));
const now = () => laid;
const become = (made) => {
  laid = made;
  listeners.forEach((tell) => tell());
};
export const useLaid = () => useSyncExternalStore(hear, now, now);

export const clock = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

// As slates have it (film/reading.py: shot_label): 2A, and after 2Z comes 2AA.
export function labelOf(scene, place) {
  let letters = "";
  for (let left = place; left; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${scene}${letters}`;
}

// Shots follow each other without a gap (film/cut.py). Of those that no forecast has heard of yet it is
// not known when they are.
function lay(scenes, rows, rate) {
  const parts = [];
  const shots = [];
  const lines = [];
  let at = 0;
  for (const { id, number, genre, loud, shots: ids } of scenes) {
    const from = at;
    ids.forEach((shot, place) => {
      const row = rows[shot];
      if (!row?.frames) return;
      const start = at / rate;
      shots.push({ ...row, id: shot, label: labelOf(number, place + 1), start, len: row.frames / rate });
      for (const line of row.lines) if (line.len) lines.push({ ...line, shot, loud, start: start + line.at, end: start + line.at + line.len });
      at += row.frames;
    });
    parts.push({ id, genre, loud, start: from / rate, len: (at - from) / rate, known: ids.every((shot) => rows[shot]?.frames) });
  }
  return { rows, rate, scenes: parts, shots, lines, seconds: at / rate };
}

export function Rows({ scenes, shelves, rate }) {
  const rows = useMemo(() => Object.assign({}, ...shelves), shelves);
  const made = useMemo(() => lay(scenes, rows, rate), [scenes, rows, rate]);
  useLayoutEffect(() => become(made), [made]);
  useLayoutEffect(() => () => become(NOTHING), []);
  return null;
}

export function SceneLength({ scene, className }) {
  const part = useLaid().scenes.find((one) => one.id === scene);
  return part?.known ? (
    <>
      {", "}
      <span className={className}>{clock(part.len)}</span>
    </>
  ) : null;
}

// What a render would make again, of all shots.
export function Strip({ className }) {
  const { shots } = useLaid();
  return (
    <span className={className} aria-hidden="true">
      {shots.map((shot) => (
        <i key={shot.id} className={shot.again ? "again" : ""} style={{ flexGrow: shot.len }} />
      ))}
    </span>
  );
}

// How loud music is drawn under speech, of what it is without.
const DUCKED = 0.35;
const COLUMNS = 500;
// How loud the music is over the film, as the outline of a shape of 1000 by 26: as its scenes want it,
// and softer while somebody speaks.
function outline({ scenes, lines, seconds }) {
  const levels = new Array(COLUMNS).fill(0);
  const column = Math.max(seconds, 0.001) / COLUMNS;
  for (const { start, len, loud } of scenes) levels.fill(loud, Math.floor(start / column), Math.floor((start + len) / column) + 1);
  for (const { start, end, loud } of lines) {
    for (let at = Math.floor(start / column); at <= Math.min(COLUMNS - 1, Math.floor(end / column)); at += 1) levels[at] = Math.min(levels[at], loud * DUCKED);
  }
  const over = levels.map((level, at) => `${at * 2} ${(13 - 12 * level).toFixed(1)}`);
  const under = levels.map((level, at) => `${at * 2} ${(13 + 12 * level).toFixed(1)}`).reverse();
  return `M${over.join(" ")} ${under.join(" ")}Z`;
}

function Track({ label, className, children }) {
  return (
    <>
      <span className="ed-lb">{label}</span>
      <div dir="ltr" className={`ed-tr ${className ?? ""}`.trim()}>
        <div className="ed-track">{children}</div>
      </div>
    </>
  );
}

const part = (start, len, whole) => ({ left: `${((start / whole) * 100).toFixed(3)}%`, width: `${((len / whole) * 100).toFixed(3)}%` });

const ShotTrack = memo(function ShotTrack({ shots, whole, chosen, name, onChoose }) {
  return shots.map((shot) => (
    <button
      key={shot.id}
      type="button"
      tabIndex={-1}
      aria-label={name.replaceAll("{shot}", shot.label)}
      aria-pressed={chosen === shot.id}
      onClick={() => onChoose(shot.id)}
      className={shot.changed ? "ed-cl ed-sh ch" : "ed-cl ed-sh"}
      style={part(shot.start, shot.len, whole)}
    >
      {shot.pic ? <img src={shot.pic} alt="" loading="lazy" /> : null}
      <b>{shot.label}</b>
    </button>
  ));
});

const LineTracks = memo(function LineTracks({ all, voice, music, captions, genres }) {
  const { lines, scenes } = all;
  const whole = Math.max(all.seconds, 0.001);
  const place = (one) => part(one.start, one.end - one.start, whole);
  return (
    <>
      <Track label={voice}>
        {lines.map((line) => (
          <span key={line.id} className={`ed-cl ed-vo tint-${line.tint}${line.again ? " ch" : ""}`} style={place(line)}>
            {line.words.map(([from, to], at) => (
              <i key={at} style={{ left: `${from / 10}%`, width: `${Math.max(0.8, (to - from) / 10)}%` }} />
            ))}
          </span>
        ))}
      </Track>
      <Track label={music}>
        <svg className="ed-score" viewBox="0 0 1000 26" preserveAspectRatio="none" aria-hidden="true">
          <path d={outline(all)} />
        </svg>
        {scenes.filter((scene) => scene.len > 0).map((scene) => (
          <span key={scene.id} className="ed-mu" style={part(scene.start, scene.len, whole)}>
            {scene.genre ? <em>{genres[scene.genre] ?? scene.genre}</em> : null}
          </span>
        ))}
      </Track>
      <Track label={captions}>
        {lines.map((line) => (
          <span key={line.id} className={line.again ? "ed-cl ed-cp ch" : "ed-cl ed-cp"} style={place(line)}>
            {line.text}
          </span>
        ))}
      </Track>
    </>
  );
});

// Shots, voice, music and captions, where they lie in time.
export function Tracks({ words, genres, chosen, onChoose }) {
  const all = useLaid();
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const pick = useRef((id) => choose.current?.(id)).current;
  const names = useMemo(() => genres, [JSON.stringify(genres)]);
  return (
    <>
      <Track label={words.shots} className="shots">
        <ShotTrack shots={all.shots} whole={Math.max(all.seconds, 0.001)} chosen={chosen} name={words.shot} onChoose={pick} />
      </Track>
      <LineTracks all={all} voice={words.voice} music={words.music} captions={words.captions} genres={names} />
    </>
  );
}
