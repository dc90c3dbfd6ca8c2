// The parts of a page in a row: where it is too narrow for all of them, the current one is in sight.
import { useEffect, useRef } from "react";

export function Parts({ children, label, dir, className }) {
  const row = useRef(null);
  useEffect(() => {
    // Once the page stands in its direction.
    const asked = requestAnimationFrame(() => {
      const nav = row.current;
      if (!nav || nav.scrollWidth <= nav.clientWidth) return;
      nav.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest" });
    });
    return () => cancelAnimationFrame(asked);
  }, [dir]);
  return (
    <nav ref={row} className={className} aria-label={label}>
      {children}
    </nav>
  );
}
