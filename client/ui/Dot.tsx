export interface DotProps {
  /** Hollow and still: paused, away, reconnecting. */
  readonly held?: boolean;
  readonly className?: string;
}

/** The agent's live dot: gold in a wash, breathing. The one thing on a screen that moves by itself. */
export function Dot({ held = false, className = "" }: DotProps) {
  return (
    <span
      aria-hidden="true"
      className={`relative inline-flex size-4 shrink-0 items-center justify-center ${className}`}
    >
      {held ? (
        <span className="size-2.5 rounded-pill border-2 border-gold-mark" />
      ) : (
        <>
          <span className="absolute inset-0 rounded-pill bg-gold-mark opacity-30 [animation:breathe_var(--motion-breath)_ease-in-out_infinite] motion-reduce:animate-none" />
          <span className="relative size-2 rounded-pill bg-gold-mark" />
        </>
      )}
    </span>
  );
}
