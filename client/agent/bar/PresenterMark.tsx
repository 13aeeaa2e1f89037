export type PresenterMood = "driving" | "beside" | "paused" | "lost";

/** What one who presents does, by shape before colour: a full hand, an open one, one that is still, one that is dotted. */
export function PresenterMark({ mood }: { readonly mood: PresenterMood }) {
  const colour = mood === "driving" ? "var(--gold-mark)" : "var(--ink-2)";
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke={colour}
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      className="shrink-0"
      aria-hidden="true"
    >
      {mood === "paused" ? (
        <path d="M5.5 3v10M10.5 3v10" />
      ) : (
        <path
          d="M3 2l4.4 12 2-5.6L15 6.4z"
          fill={mood === "driving" ? colour : "none"}
          strokeDasharray={mood === "lost" ? "0.1 2.6" : undefined}
        />
      )}
    </svg>
  );
}
