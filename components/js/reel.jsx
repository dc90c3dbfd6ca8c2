// What plays: the shots of the draft one after the other, by their previews. One reel for the page;
// the monitor shows it, the timeline tells where it is.
import { useEffect, useRef, useState } from "react";
import { useLaid } from "./rows";

const listeners = new Set();
const state = { shots: [], at: 0, playing: false, waits: false, rate: 1, only: "" };
const clock = (seconds, tenths) => {
  const whole = Math.max(0, tenths ? Math.floor(seconds * 10 + 0.5) / 10 : Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = whole - minutes * 60;
  return `${minutes}:${tenths ? rest.toFixed(1).padStart(4, "0") : String(rest).padStart(2, "0")}`;
};
const changed = () => listeners.forEach((tell) => tell());
const next = (shot) => state.shots[state.shots.indexOf(shot) + 1];
const end = () => state.shots.reduce((last, one) => Math.max(last, one.start + one.len), 0);

export const reel = {
  get: () => state,
  hear: (tell) => (listeners.add(tell), () => listeners.delete(tell)),
  load(shots) {
    state.shots = shots;
    state.at = Math.min(state.at, end());
    changed();
  },
  // By where shots begin: starts and lengths are rounded, and their sums are not exact.
  shot: () => state.shots.findLast((one) => one.start <= state.at + 0.0005) ?? state.shots[0],
  seek(seconds) {
    state.at = Math.min(end(), Math.max(0, seconds));
    changed();
  },
  go(id) {
    const found = state.shots.find((one) => one.id === id);
    if (found && reel.shot() !== found) reel.seek(found.start);
  },
  toggle(id) {
    if (!state.playing && id) reel.go(id);
    if (!state.playing && state.at >= end() - 0.01) state.at = 0;
    state.playing = !state.playing;
    state.rate = 1;
    state.only = "";
    changed();
  },
  // J, K, L: back, stop, on; pressed again, faster.
  shuttle(way) {
    if (way === 0) state.playing = false;
    else if (state.playing && Math.sign(state.rate) === way) state.rate = way * Math.min(4, Math.abs(state.rate) * 2);
    else {
      state.playing = true;
      state.rate = way;
    }
    changed();
  },
  frame(way) {
    state.playing = false;
    reel.seek(state.at + way / 24);
  },
  stop() {
    state.playing = false;
    changed();
  },
};

function useReel() {
  const [, again] = useState(0);
  useEffect(() => reel.hear(() => again((count) => count + 1)), []);
  return state;
}

// The picture of where the reel is: a preview that plays, or the shot's picture until there is one.
export function Monitor({ chosen, words, onNeed, onReach, className, children }) {
  const { shots, lines: captions } = useLaid();
  const { playing, at, rate } = useReel();
  const video = useRef(null);
  const asked = useRef(new Set());
  useEffect(() => {
    reel.load(shots);
    if (!state.playing && reel.shot()?.id !== chosen) reel.go(chosen);
  }, [shots]);
  useEffect(() => {
    if (!state.playing) reel.go(chosen);
  }, [chosen]);
  const shot = reel.shot();
  const within = shot ? at - shot.start : 0;
  const clip = shot?.clip ?? "";

  // Previews are asked for when they are needed: this shot's, and the next one's while it plays.
  useEffect(() => {
    if (!playing || !shot) return;
    for (const one of [shot, next(shot)]) {
      if (one && !one.clip && !asked.current.has(one.id + one.key)) {
        asked.current.add(one.id + one.key);
        onNeed?.(one.id);
      }
    }
  }, [playing, shot?.id, shot?.key]);
  useEffect(() => {
    if (playing && shot && shot.id !== chosen) onReach?.(shot.id);
  }, [playing, shot?.id]);

  // The clock: the video's while one plays forwards, else our own. Without a preview it waits.
  useEffect(() => {
    if (!playing) {
      video.current?.pause();
      return;
    }
    let last = performance.now();
    let frame = 0;
    const step = (moment) => {
      const here = reel.shot();
      const passed = (moment - last) / 1000;
      last = moment;
      const film = video.current;
      if (here && here.clip && film && state.rate > 0 && film.dataset.shot === here.id) {
        film.playbackRate = state.rate;
        if (film.paused && film.readyState > 1 && !film.ended) film.play().catch(() => reel.stop());
        const to = here.start + (film.ended ? here.len : Math.min(here.len, film.currentTime));
        if (film.ended || film.currentTime >= here.len - 0.02) reel.seek(next(here)?.start ?? end());
        else if (film.readyState > 1) reel.seek(to);
      } else if (state.rate < 0 || (here && here.silent)) reel.seek(state.at + passed * state.rate);
      if (state.at >= end() - 0.005 || (state.rate < 0 && state.at <= 0)) reel.stop();
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, clip, shot?.id]);
  useEffect(() => {
    const film = video.current;
    if (film && !playing && Math.abs(film.currentTime - within) > 0.04) film.currentTime = Math.max(0, within);
  }, [at, playing, clip]);

  const caption = captions.find((one) => at >= one.start && at < one.end);
  const waits = playing && shot && !shot.clip;
  return (
    <div className={className} data-playing={playing ? "" : undefined} data-waits={waits ? "" : undefined}>
      {shot?.pic ? <img src={shot.large || shot.pic} alt="" /> : null}
      {clip ? <video ref={video} key={clip} data-shot={shot.id} src={clip} preload="auto" playsInline muted={Math.abs(rate) > 2} /> : null}
      {caption && !clip ? <span className="cap">{caption.text}</span> : null}
      {waits ? <span className="st">{words.waits}</span> : null}
      <button type="button" className="ed-play" aria-label={playing ? words.pause : words.play} aria-pressed={playing} onClick={() => reel.toggle(playing ? "" : chosen)}>
        {children[playing ? 1 : 0]}
      </button>
    </div>
  );
}

export function PlayKey({ words, className, shot, children }) {
  const { playing } = useReel();
  return (
    <button type="button" className={className} aria-label={playing && !shot ? words.pause : words.play} onClick={() => (shot ? (reel.stop(), reel.go(shot), reel.toggle(shot)) : reel.toggle(""))}>
      {children[playing && !shot ? 1 : 0]}
    </button>
  );
}

export function Timecode({ className }) {
  const { at } = useReel();
  return <span className={className}>{clock(at, true)}</span>;
}

// Ruler, playhead and tracks. Film time runs from left to right in every language.
export function Timeline({ label, words, chosen, onReach, className, children }) {
  const { seconds } = useLaid();
  const { at } = useReel();
  const box = useRef(null);
  const step = [5, 10, 15, 30, 60].find((one) => seconds / one <= 12) ?? 120;
  const marks = seconds > 0 ? Array.from({ length: Math.ceil(seconds / step) }, (_, n) => n * step) : [];
  const share = seconds > 0 ? Math.min(1, at / seconds) : 0;
  const go = (event) => {
    const ruler = box.current.getBoundingClientRect();
    reel.stop();
    reel.seek(((event.clientX - ruler.left) / ruler.width) * seconds);
    const shot = reel.shot();
    if (shot && shot.id !== chosen) onReach?.(shot.id);
  };
  const onKeyDown = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10, Home: -seconds, End: seconds }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    reel.stop();
    reel.seek(state.at + by);
    const shot = reel.shot();
    if (shot) onReach?.(shot.id);
  };
  return (
    <section className={className} aria-label={label}>
      {children[0]}
      <div
        className="ed-ruler"
        dir="ltr"
        role="slider"
        tabIndex={0}
        aria-label={words.playhead}
        aria-valuemin={0}
        aria-valuemax={Math.round(seconds)}
        aria-valuenow={Math.round(at)}
        aria-valuetext={clock(at)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          go(event);
        }}
        onPointerMove={(event) => event.buttons && event.currentTarget.hasPointerCapture(event.pointerId) && go(event)}
      >
        <div className="ed-track" ref={box}>
          {marks.map((mark) => (
            <span key={mark} style={{ left: `${(mark / seconds) * 100}%` }}>
              {clock(mark)}
            </span>
          ))}
        </div>
      </div>
      {children.slice(1)}
      <div className="ed-head" dir="ltr" aria-hidden="true">
        <div className="ed-track">
          <i style={{ left: `${share * 100}%` }} />
        </div>
      </div>
    </section>
  );
}

// A recording that is heard, with its wave as it really is.
export function Recording({ src, turn, words, className, onWant, children }) {
  const audio = useRef(null);
  const [wave, setWave] = useState(null);
  const [plays, setPlays] = useState(false);
  const [length, setLength] = useState(0);
  useEffect(() => {
    setWave(null);
    setLength(0);
    if (!src) return;
    let gone = false;
    fetch(src)
      .then((said) => said.arrayBuffer())
      .then((bytes) => new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes))
      .then((sound) => {
        if (gone) return;
        const samples = sound.getChannelData(0);
        const size = Math.max(1, Math.floor(samples.length / 60));
        const peaks = Array.from({ length: 60 }, (_, at) => {
          let most = 0;
          for (let n = at * size; n < Math.min(samples.length, (at + 1) * size); n += 8) most = Math.max(most, Math.abs(samples[n]));
          return most;
        });
        const top = Math.max(0.02, ...peaks);
        setWave(peaks.map((peak, at) => `M${at * 4} ${16 - Math.max(0.8, (peak / top) * 15)}h2.4v${Math.max(1.6, (peak / top) * 30)}h-2.4z`).join(""));
        setLength(sound.duration);
      })
      .catch(() => setWave(null));
    return () => {
      gone = true;
    };
  }, [src]);
  // Whoever asked for it hears it as soon as it is there.
  useEffect(() => {
    if (turn && src) audio.current?.play().catch(() => {});
  }, [turn, src]);
  return (
    <div className={className}>
      <button type="button" className="btn icon" aria-label={plays ? words.stop : words.hear} onClick={() => (plays ? audio.current.pause() : src ? audio.current.play().catch(() => {}) : onWant?.())}>
        {children[plays ? 1 : 0]}
      </button>
      <span className="wv" dir="ltr">
        {wave ? (
          <svg viewBox="0 0 240 32" preserveAspectRatio="none" aria-hidden="true">
            <path d={wave} />
          </svg>
        ) : (
          <span className="xs dim">{words.about}</span>
        )}
      </span>
      {length ? <span className="tc mut">{clock(length)}</span> : null}
      <audio ref={audio} src={src || undefined} preload="auto" onPlay={() => setPlays(true)} onPause={() => setPlays(false)} onEnded={() => setPlays(false)} />
    </div>
  );
}
