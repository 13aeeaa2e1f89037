type Mood = "following" | "exploring" | "hidden" | "lost";

const RINGS: Readonly<Record<Mood, { readonly dash: string; readonly colour: string }>> = {
  following: { dash: "none", colour: "var(--gold-mark)" },
  exploring: { dash: "3 2.4", colour: "var(--ink)" },
  hidden: { dash: "none", colour: "var(--ink-2)" },
  lost: { dash: "0.1 3.2", colour: "var(--ink-2)" },
};

/** A viewer's attention, by shape before colour: a full ring with a dot, a dashed ring with an arrow, hollow, dotted. */
export function ViewerMark({ mood }: { readonly mood: Mood }) {
  const { dash, colour } = RINGS[mood];
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke={colour} aria-hidden="true">
      <circle
        cx="9"
        cy="9"
        r="7.5"
        strokeWidth="1.5"
        strokeDasharray={dash}
        strokeLinecap="round"
      />
      {mood === "following" && <circle cx="9" cy="9" r="3.5" fill={colour} stroke="none" />}
      {mood === "exploring" && (
        <path
          className="rtl:-scale-x-100 [transform-origin:center]"
          d="M5.5 9h6.5M9.5 6.5 12 9l-2.5 2.5"
          strokeWidth="1.25"
        />
      )}
    </svg>
  );
}
