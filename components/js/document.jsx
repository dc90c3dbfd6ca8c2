// Keeps language, direction and theme of the document as the state says.
import { useEffect } from "react";

export function Document({ lang, dir, theme, ready }) {
  useEffect(() => {
    if (!ready) return;
    const root = document.documentElement;
    root.lang = lang;
    root.dir = dir;
    root.dataset.live = "";
    delete root.dataset.waits;
  }, [lang, dir, ready]);
  useEffect(() => {
    if (!ready) return;
    const light = matchMedia("(prefers-color-scheme: light)");
    const show = () => {
      const dark = theme === "dark" || (theme !== "light" && !light.matches);
      document.documentElement.dataset.theme = dark ? "dark" : "light";
    };
    show();
    light.addEventListener("change", show);
    return () => light.removeEventListener("change", show);
  }, [theme, ready]);
  return null;
}
