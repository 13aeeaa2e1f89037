type ButtonVariant = "primary" | "quiet" | "plain";
export type ControlSize = "desk" | "phone";

export interface ButtonLook {
  /** One primary a view. */
  readonly variant?: ButtonVariant;
  /** 36 px for a mouse, 52 for a thumb. */
  readonly size?: ControlSize;
  readonly className?: string;
}

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: "bg-ink text-on-ink hover:bg-ink-2 disabled:bg-recess disabled:text-ink-3",
  quiet:
    "border border-control text-ink hover:bg-recess disabled:border-line-strong disabled:text-ink-3",
  plain: "text-ink hover:bg-recess disabled:text-ink-3",
};

const SIZES: Readonly<Record<ControlSize, string>> = {
  desk: "min-h-(--target-desk) px-4 text-sm gap-2",
  phone: "min-h-(--action) px-5 text-lg gap-3",
};

/** The classes of a button, whatever draws it. */
export const buttonClass = ({
  variant = "quiet",
  size = "desk",
  className = "",
}: ButtonLook): string =>
  `relative inline-flex items-center justify-center rounded-sm py-1 text-center leading-label proportional-nums transition-colors duration-(--motion-state) active:translate-y-px ${VARIANTS[variant]} ${SIZES[size]} ${className}`;

/** A hairline that runs under a label while the button's work is under way. */
export function BusyLine() {
  return (
    <span
      aria-hidden="true"
      className="absolute inset-x-4 bottom-1.5 h-px overflow-hidden opacity-80 before:absolute before:inset-y-0 before:bg-current before:[animation:busy_1.2s_var(--ease-in-out)_infinite]"
    />
  );
}
