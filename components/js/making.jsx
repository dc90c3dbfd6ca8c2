// While a film is made: what is ready is played, shot after shot with its lines, and lines are heard.
import { useEffect, useRef, useState } from "react";
import { Glyph } from "$/studio/glyphs";
import { clockTime, longDay } from "$/studio/moment";
import { clock } from "$/studio/player";

let heard = null;

function hush() {
  heard?.pause();
  heard = null;
}

// A line that can be heard; only one is at a time.
export function Hear({ src, label, stop }) {
  const [on, setOn] = useState(false);
  useEffect(() => () => on && hush(), [on]);
  const press = () => {
    if (on) {
      hush();
      return setOn(false);
    }
    hush();
    const sound = new Audio(src);
    heard = sound;
    for (const over of ["ended", "pause", "error"]) sound.addEventListener(over, () => setOn(false));
    sound.play().then(() => setOn(true), () => setOn(false));
  };
  return (
    <button type="button" className="pb" aria-label={on ? `${stop}: ${label}` : label} aria-pressed={on} onClick={press}>
      <Glyph name={on ? "pause" : "play"} small />
    </button>
  );
}

// The beginning of the film as far as it is filmed: clips without sound, and the lines in their places.
export function Reel({ scenes, lines, words, onClose }) {
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(true);
  const video = useRef(null);
  const box = useRef(null);
  const sounds = useRef([]);
  const shots = [];
  for (const one of scenes.flatMap((scene) => scene.shots)) {
    if (!one.clip) break;
    shots.push(one);
  }
  const shot = shots[at];
  const quiet = () => {
    sounds.current.forEach(({ sound, timer }) => {
      clearTimeout(timer);
      sound.pause();
    });
    sounds.current = [];
  };
  const voices = () => {
    quiet();
    const now = video.current?.currentTime ?? 0;
    for (const line of lines) {
      if (line.shot !== shot?.id || !line.sound) continue;
      const wait = line.offset - now;
      const length = line.end - line.start;
      if (wait < -length) continue;
      const sound = new Audio(line.sound);
      if (wait < 0) sound.currentTime = -wait;
      const timer = setTimeout(() => sound.play().catch(() => {}), Math.max(0, wait * 1000));
      sounds.current.push({ sound, timer });
    }
  };
  useEffect(() => {
    box.current?.focus();
    return quiet;
  }, []);
  if (!shot) return null;
  const next = () => (at + 1 < shots.length ? setAt(at + 1) : onClose());
  return (
    <div
      ref={box}
      className="reel"
      tabIndex={-1}
      role="region"
      aria-label={words.ready}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        if (event.key === " " && event.target === box.current) {
          event.preventDefault();
          video.current.paused ? video.current.play() : video.current.pause();
        }
      }}
    >
      <video
        ref={video}
        key={shot.id}
        src={shot.clip}
        autoPlay
        muted
        playsInline
        onPlay={() => {
          setPlaying(true);
          voices();
        }}
        onPause={() => {
          setPlaying(false);
          quiet();
        }}
        onEnded={next}
        onError={onClose}
      />
      <span className="bar">
        <button type="button" className="b" aria-label={playing ? words.pause : words.play} onClick={() => (video.current.paused ? video.current.play() : video.current.pause())}>
          <Glyph name={playing ? "pause" : "play"} />
        </button>
        <span className="tc">
          {shot.label} · {clock(shot.start)}
        </span>
        <button type="button" className="b end" onClick={onClose}>
          {words.close}
        </button>
      </span>
    </div>
  );
}

// A moment, as the person's own clock and calendar say it.
export function When({ at, lang, className }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!at) return setSaid("");
    const moment = new Date(at);
    const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86400000);
    const time = clockTime(moment, lang);
    if (days >= 0 && days < 2) {
      const day = new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-days, "day");
      setSaid(`${day}, ${time}`);
    } else setSaid(longDay(moment, lang));
  }, [at, lang]);
  return (
    <time dateTime={at} className={className}>
      {said}
    </time>
  );
}
