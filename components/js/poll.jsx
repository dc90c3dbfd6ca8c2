// Asks again and again while somebody looks: `onTick` every so many seconds, not while the page is hidden.
import { useEffect, useRef } from "react";

export function Poll({ seconds, on, onTick }) {
  const tick = useRef(onTick);
  tick.current = onTick;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => document.hidden || tick.current?.(), seconds * 1000);
    const back = () => document.hidden || tick.current?.();
    document.addEventListener("visibilitychange", back);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", back);
    };
  }, [on, seconds]);
  return null;
}
