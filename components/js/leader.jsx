// The countdown before a film: a clock whose hand sweeps the share that is done.
export function Leader({ text, label, share, className }) {
  const angle = Math.min(0.9999, Math.max(0, share)) * 2 * Math.PI;
  const x = (50 + 36 * Math.sin(angle)).toFixed(2);
  const y = (50 - 36 * Math.cos(angle)).toFixed(2);
  const swept = `M50 50V14A36 36 0 ${angle > Math.PI ? 1 : 0} 1 ${x} ${y}Z`;
  return (
    <div className={className} role="img" aria-label={label}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <path className="swept" d={swept} />
        <path d="M50 0V100M0 50H100" />
        <circle cx="50" cy="50" r="36" />
        <circle cx="50" cy="50" r="42" />
        <path className="hand" d={`M50 50L${x} ${y}`} />
      </svg>
      <span className="num" aria-hidden="true">
        {text}
      </span>
    </div>
  );
}
