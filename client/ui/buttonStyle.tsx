type ButtonVariant = "primary" | "quiet" | "plain" | "danger";
type ButtonSize = "desk" | "bar" | "dense" | "form" | "phone" | "share" | "pair" | "pill";

export interface ButtonStyle {
  /** At most one `primary` in a view. */
  readonly variant?: ButtonVariant;
  /**
   * `desk` 36 px; `bar` 32 px in a row of a bar, 44 px for touch; `dense` the same, narrower; `form` 44 px, ends a form; `phone`
   * 52 px on a phone; `share` the same for several that wrap; `pair` for two side by side; `pill` 48 px beside "back".
   */
  readonly size?: ButtonSize;
  readonly className?: string;
}

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: "bg-ink text-on-ink hover:bg-ink-2 disabled:bg-recess disabled:text-ink-3",
  quiet:
    "border border-control text-ink hover:bg-recess disabled:border-line-strong disabled:text-ink-3",
  plain: "text-ink hover:bg-recess disabled:text-ink-3",
  danger:
    "border border-danger text-danger hover:bg-recess disabled:border-line-strong disabled:text-ink-3",
};

const SIZES: Readonly<Record<ButtonSize, string>> = {
  desk: "min-h-(--target-desk) gap-2 rounded-sm px-4 text-sm",
  bar: "min-h-8 gap-2 rounded-sm px-4 text-sm pointer-coarse:min-h-(--target)",
  dense: "min-h-8 gap-2 rounded-sm px-2 text-sm pointer-coarse:min-h-(--target)",
  form: "min-h-(--target) gap-2 rounded-sm px-5 text-md",
  phone: "min-h-(--action) gap-3 rounded-sm px-5 text-lg",
  share: "min-h-(--action) gap-3 rounded-sm px-3 text-lg sm:px-6",
  pair: "min-h-(--action) gap-2 rounded-sm px-3 text-lg sm:landscape:min-h-11 sm:landscape:text-md",
  pill: "min-h-12 gap-3 rounded-pill px-3 text-md sm:landscape:min-h-11",
};

/** The classes of a button, whatever draws it. */
export const buttonClass = ({
  variant = "quiet",
  size = "desk",
  className = "",
}: ButtonStyle): string =>
  `relative inline-flex items-center justify-center py-1 text-center leading-label proportional-nums transition-colors duration-(--motion-state) active:translate-y-px ${VARIANTS[variant]} ${SIZES[size]} ${className}`;

/** A hairline that runs under a label while the button's work is under way. */
export function BusyLine() {
  return (
    <span
      aria-hidden="true"
      className="absolute inset-x-4 bottom-1.5 h-px overflow-hidden opacity-80 before:absolute before:inset-y-0 before:bg-current before:[animation:busy_1.2s_var(--ease-in-out)_infinite]"
    />
  );
}
