// The parts of a page in a row: where it is too narrow for all of them, the current one is in sight.
import { useEffect, useRef } from "react";

export function Parts({ children, label, className }) {
  const row = useRef(null);
  useEffect(() => {
    const nav = row.current;
    if (nav.scrollWidth <= nav.clientWidth) return;
    nav.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest" });
  }, []);
  return (
    <nav ref={row} className={className} aria-label={label}>
      {children}
    </nav>
  );
}
