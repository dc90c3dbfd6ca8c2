// The player: black in both themes; a scrubber cut at the chapters, captions, sizes, speeds, keys.
// Lines and Chapters beside it move with it, through the stage they share.
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Menu } from "$/studio/floating";
import { Glyph } from "$/studio/glyphs";
import { ready } from "$/studio/fetching";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const stage = { time: 0, seek: () => {}, listeners: new Set() };

function moved(time) {
  stage.time = time;
  stage.listeners.forEach((tell) => tell());
}

const subscribe = (tell) => {
  stage.listeners.add(tell);
  return () => stage.listeners.delete(tell);
};

// The place in a list of what happens now: it renders again only when that changes.
function usePlace(items) {
  return useSyncExternalStore(
    subscribe,
    () => items.findLastIndex((one) => one.start <= stage.time + 0.05),
    () => -1,
  );
}

export const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds + 0.05));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

const kept = {
  get: (name) => {
    try {
      return window.localStorage.getItem(`filmstudio_${name}`);
    } catch {
      return null;
    }
  },
  set: (name, value) => {
    try {
      window.localStorage.setItem(`filmstudio_${name}`, value);
    } catch {
      // Kept for this page only.
    }
  },
};

const inField = (target) =>
  Boolean(target?.closest?.("input:not([type=range]),textarea,select,[contenteditable=true],dialog,[role=menu]"));

function Scrubber({ seconds, time, loaded, scenes, words, seek }) {
  const bar = useRef(null);
  const [over, setOver] = useState(null);
  const parts = scenes.length ? scenes : [{ number: 1, name: "", start: 0, seconds, shots: [] }];
  const chapter = parts.findLast((one) => one.start <= time + 0.05) ?? parts[0];
  const at = (event) => {
    const box = bar.current.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * seconds;
  };
  const shot = over === null ? null : parts.flatMap((one) => one.shots).findLast((one) => one.start <= over);
  const text = words.position
    .replace("{now}", clock(time))
    .replace("{all}", clock(seconds))
    .replace("{n}", chapter.number)
    .replace("{name}", chapter.name);
  return (
    <div
      ref={bar}
      className="scrub"
      role="slider"
      tabIndex={0}
      aria-label={words.place}
      aria-valuemin={0}
      aria-valuemax={Math.round(seconds)}
      aria-valuenow={Math.round(time)}
      aria-valuetext={text}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(at(event));
      }}
      onPointerMove={(event) => {
        setOver(at(event));
        if (event.buttons) seek(at(event));
      }}
      onPointerLeave={() => setOver(null)}
    >
      {parts.map((one) => (
        <span key={one.number} style={{ flexGrow: Math.max(0.01, one.seconds), "--p": `${share(time, one)}%`, "--l": `${share(loaded, one)}%` }}>
          <i />
        </span>
      ))}
      <b style={{ "--x": `${(100 * time) / seconds}%` }} />
      {over !== null ? (
        <span className="peek" style={{ "--x": `${(100 * over) / seconds}%` }} aria-hidden="true">
          {shot?.picture ? <img src={shot.picture} alt="" /> : null}
          <span className="tc">{clock(over)}</span>
        </span>
      ) : null}
    </div>
  );
}

const share = (time, part) => Math.min(100, Math.max(0, (100 * (time - part.start)) / Math.max(0.01, part.seconds)));

export function Player({ film, title, sources, tracks, poster, seconds, scenes, burnt, language, words, onFail }) {
  const box = useRef(null);
  const video = useRef(null);
  const wanted = useRef(null);
  const [source, setSource] = useState(0);
  const [src, setSrc] = useState("");
  const [busy, setBusy] = useState("");
  const [playing, setPlaying] = useState(false);
  const [time, setTime] = useState(0);
  const [loaded, setLoaded] = useState(0);
  const [volume, setVolume] = useState(1);
  const [muted, setMuted] = useState(false);
  const [speed, setSpeed] = useState(1);
  const [lang, setLang] = useState("");
  const [cue, setCue] = useState("");
  const [full, setFull] = useState(false);
  const [idle, setIdle] = useState(false);
  const [keys, setKeys] = useState(true);
  const length = seconds || 0.01;
  const chapter = scenes.findLast((one) => one.start <= time + 0.05);

  useEffect(() => {
    setKeys(kept.get("keys") !== "off");
    const chosen = kept.get("captions");
    const offered = tracks.map((one) => one.lang);
    if (chosen && offered.includes(chosen)) setLang(chosen);
    else if (chosen === null && !burnt && offered.includes(language)) setLang(language);
    const begin = Number(new URLSearchParams(window.location.search).get("t")) || Number(kept.get(`at_${film}`)) || 0;
    if (begin > 0 && begin < length - 1) go(begin);
    return () => moved(0);
  }, [film]);

  // One size after the other: which may have to be made first.
  const load = async (index, plays) => {
    const one = sources[index];
    if (!one) return;
    wanted.current = { at: video.current?.currentTime || time, plays };
    setBusy(index || one.src.includes("quality=") ? one.label : "");
    try {
      if (one.src.includes("quality=")) await ready(one.src);
      setSource(index);
      setSrc(one.src);
      if (one.src === src && plays) video.current.play();
    } catch (error) {
      onFail?.(error.message);
    } finally {
      setBusy("");
    }
  };
  const opened = () => {
    const one = video.current;
    one.playbackRate = speed;
    if (wanted.current) {
      if (wanted.current.at) one.currentTime = wanted.current.at;
      if (wanted.current.plays) one.play().catch(() => setPlaying(false));
      wanted.current = null;
    }
  };
  const toggle = () => {
    if (!src) load(source, true);
    else if (video.current.paused) video.current.play().catch(() => {});
    else video.current.pause();
  };
  const go = (to) => {
    const at = Math.min(length - 0.05, Math.max(0, to));
    if (src && video.current.readyState) video.current.currentTime = at;
    else wanted.current = { at, plays: wanted.current?.plays ?? false };
    setTime(at);
    moved(at);
  };
  const jump = (to) => {
    go(to);
    if (!src) {
      setTime(to);
      loadAt(to);
    } else video.current.play().catch(() => {});
  };
  const loadAt = (to) => {
    load(source, true);
    wanted.current = { at: to, plays: true };
  };
  const speak = (chosen) => {
    setLang(chosen);
    setCue("");
    kept.set("captions", chosen);
  };
  const quick = (by) => {
    const place = SPEEDS.indexOf(speed);
    setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, place + by))]);
  };
  const whole = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (box.current.requestFullscreen) box.current.requestFullscreen().catch(() => {});
    else video.current.webkitEnterFullscreen?.();
  };
  const small = () => {
    if (document.pictureInPictureElement) document.exitPictureInPicture();
    else video.current.requestPictureInPicture?.().catch((error) => onFail?.(error.message));
  };

  useEffect(() => {
    stage.seek = jump;
  });
  useEffect(() => {
    if (video.current) video.current.playbackRate = speed;
  }, [speed]);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement === box.current);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  useEffect(() => {
    if (!full || !playing) return setIdle(false);
    let timer = 0;
    const awake = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), 2500);
    };
    awake();
    box.current.addEventListener("pointermove", awake);
    box.current.addEventListener("keydown", awake);
    return () => {
      clearTimeout(timer);
      box.current?.removeEventListener("pointermove", awake);
      box.current?.removeEventListener("keydown", awake);
    };
  }, [full, playing]);

  // Captions are drawn here, so that they can step aside for menus.
  useEffect(() => {
    const all = [...(video.current?.textTracks ?? [])];
    const track = all.find((one) => one.language === lang);
    all.forEach((one) => (one.mode = one === track ? "hidden" : "disabled"));
    if (!track) return setCue("");
    const changed = () => setCue([...(track.activeCues ?? [])].map((one) => one.text.replace(/<[^>]*>/g, "")).join("\n"));
    changed();
    track.addEventListener("cuechange", changed);
    return () => track.removeEventListener("cuechange", changed);
  }, [lang, src]);

  useEffect(() => {
    const pressed = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
      const within = box.current?.contains(event.target);
      const free = within || event.target === document.body;
      const control = event.target.closest?.("button,a,summary,input");
      const key = event.key;
      const letters = keys || within;
      let done = true;
      if (key === " " && !control && free) toggle();
      else if (letters && (key === "k" || key === "K")) toggle();
      else if (letters && (key === "j" || key === "J")) go(time - 10);
      else if (letters && (key === "l" || key === "L")) go(time + 10);
      else if (key === "ArrowLeft" && free && event.target.type !== "range") go(time - 5);
      else if (key === "ArrowRight" && free && event.target.type !== "range") go(time + 5);
      else if (key === "ArrowUp" && within && event.target.type !== "range") setLoud(volume + 0.1);
      else if (key === "ArrowDown" && within && event.target.type !== "range") setLoud(volume - 0.1);
      else if (key === "Home" && within) go(0);
      else if (key === "End" && within) go(length);
      else if (letters && (key === "m" || key === "M")) setMuted(!muted);
      else if (letters && (key === "c" || key === "C")) speak(lang ? "" : (tracks[0]?.lang ?? ""));
      else if (letters && (key === "f" || key === "F")) whole();
      else if (letters && key >= "0" && key <= "9") go((length * Number(key)) / 10);
      else if (letters && key === "<") quick(-1);
      else if (letters && key === ">") quick(1);
      else done = false;
      if (done) event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });

  const setLoud = (to) => {
    const level = Math.min(1, Math.max(0, Math.round(to * 20) / 20));
    setVolume(level);
    setMuted(level === 0);
  };
  useEffect(() => {
    if (video.current) {
      video.current.volume = volume;
      video.current.muted = muted;
    }
  }, [volume, muted, src]);

  const choice = (label, on, act, key) => (
    <button key={key ?? label} type="button" role="menuitemradio" aria-checked={on} onClick={act}>
      {label}
      {on ? <Glyph name="check" small /> : null}
    </button>
  );
  const button = (label, glyph, act, more = "") => (
    <button type="button" className={`b ${more}`} aria-label={label} title={label} onClick={act}>
      <Glyph name={glyph} />
    </button>
  );
  return (
    <div ref={box} className={`player${idle ? " idle" : ""}`} data-theme="dark" dir="ltr" role="region" aria-label={`${words.player}: ${title}`}>
      <div className="frame" onClick={toggle}>
        <video
          ref={video}
          src={src || undefined}
          poster={poster || undefined}
          preload={src ? "auto" : "none"}
          playsInline
          onLoadedMetadata={opened}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setPlaying(false)}
          onTimeUpdate={(event) => {
            const at = event.currentTarget.currentTime;
            setTime(at);
            moved(at);
            kept.set(`at_${film}`, at < length - 2 ? at.toFixed(1) : "0");
          }}
          onProgress={(event) => {
            const ranges = event.currentTarget.buffered;
            setLoaded(ranges.length ? ranges.end(ranges.length - 1) : 0);
          }}
          onError={(event) => src && event.currentTarget.error && onFail?.(words.broken)}
        >
          {tracks.map((one) => (
            <track key={one.lang} kind="subtitles" src={one.src} srcLang={one.lang} label={one.label} />
          ))}
        </video>
        {cue ? (
          <span className="cap" lang={lang} dir="auto">
            {cue}
          </span>
        ) : null}
        {!playing && !src ? (
          <button type="button" className="begin" aria-label={words.play} onClick={(event) => { event.stopPropagation(); toggle(); }}>
            <Glyph name="play" fill />
          </button>
        ) : null}
        {busy ? (
          <span className="wait" role="status">
            {words.preparing.replace("{size}", busy)}
          </span>
        ) : null}
      </div>
      <div className="ctl">
        <Scrubber seconds={length} time={time} loaded={loaded} scenes={scenes} words={words} seek={go} />
        <div className="row">
          {button(playing ? words.pause : words.play, playing ? "pause" : "play", toggle)}
          {button(words.back, "skip-back", () => go(time - 5), "only-d")}
          {button(words.on, "skip-forward", () => go(time + 5), "only-d")}
          {button(muted ? words.loud : words.mute, muted ? "volume-off" : "volume", () => setMuted(!muted), "only-d")}
          <input className="vol only-d" type="range" min="0" max="1" step="0.05" value={muted ? 0 : volume} aria-label={words.volume} onChange={(event) => setLoud(Number(event.target.value))} />
          <span className="tc">
            {clock(time)} / {clock(length)}
          </span>
          <span className="grow trunc sm only-d">{chapter ? `${chapter.number}. ${chapter.name}` : ""}</span>
          <span className="grow only-p" />
          <Menu label={`${words.speed}: ${speed}×`} face={`${speed}×`} faceClass="b" up>
            {SPEEDS.map((one) => choice(`${one}×`, one === speed, () => setSpeed(one)))}
            <hr />
            <button
              type="button"
              role="menuitemcheckbox"
              aria-checked={keys}
              onClick={() => {
                setKeys(!keys);
                kept.set("keys", keys ? "off" : "on");
              }}
            >
              {words.keys}
              {keys ? <Glyph name="check" small /> : null}
            </button>
          </Menu>
          {tracks.length ? (
            <Menu label={`${words.captions}: ${tracks.find((one) => one.lang === lang)?.label ?? words.off}`} face={<Glyph name="captions" />} faceClass={lang ? "b on" : "b"} up>
              {choice(words.off, !lang, () => speak(""), "off")}
              {tracks.map((one) => choice(<span lang={one.lang}>{one.label}</span>, one.lang === lang, () => speak(one.lang), one.lang))}
            </Menu>
          ) : null}
          {sources.length ? (
            <Menu label={`${words.quality}: ${sources[source]?.label ?? ""}`} face={sources[source]?.label ?? ""} faceClass="b" up>
              {sources.map((one, index) => choice(one.label, index === source, () => load(index, playing), one.label))}
            </Menu>
          ) : null}
          {button(words.small, "pip", small, "only-d")}
          {button(full ? words.unfull : words.full, full ? "minimize" : "maximize", whole)}
        </div>
      </div>
    </div>
  );
}

// Every line of the film; a press goes there.
export function Lines({ lines, narrator, label }) {
  const place = usePlace(lines);
  return (
    <ol aria-label={label}>
      {lines.map((one, index) => (
        <li key={one.id} aria-current={index === place ? "true" : undefined}>
          <button type="button" onClick={() => stage.seek(one.start)}>
            <span className="tc dim">{clock(one.start)}</span>
            <span className="script" dir="auto">
              <span className="dim">{one.speaker || narrator}</span> {one.text}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

export function Chapters({ scenes, label }) {
  const place = usePlace(scenes);
  return (
    <ol className="chs" aria-label={label}>
      {scenes.map((one, index) => (
        <li key={one.number} aria-current={index === place ? "true" : undefined}>
          <button type="button" onClick={() => stage.seek(one.start)}>
            <span className="frame">{one.shots[0]?.picture ? <img src={one.shots[0].picture} alt="" loading="lazy" /> : null}</span>
            <span className="grow">
              <b>{one.name}</b>
              <span className="sm dim script">{one.heading}</span>
            </span>
            <span className="tc mut">{clock(one.start)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
