import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

export type ButtonVariant = "primary" | "quiet" | "plain";
export type ControlSize = "desk" | "phone";

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className" | "style"> {
  readonly children: ReactNode;
  /** One primary a view. */
  readonly variant?: ButtonVariant;
  /** 36 px for a mouse, 52 for a thumb. */
  readonly size?: ControlSize;
  /** The label stays, a hairline runs under it and presses do nothing. */
  readonly busy?: boolean;
  readonly className?: string;
}

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary:
    "bg-ink text-on-ink data-hovered:bg-ink-2 data-disabled:bg-recess data-disabled:text-ink-3",
  quiet:
    "border border-control text-ink data-hovered:bg-recess data-disabled:border-line-strong data-disabled:text-ink-3",
  plain: "text-ink data-hovered:bg-recess data-disabled:text-ink-3",
};

const SIZES: Readonly<Record<ControlSize, string>> = {
  desk: "min-h-(--target-desk) px-4 text-sm gap-2",
  phone: "min-h-(--action) px-5 text-lg gap-3",
};

/**
 * The library's own pending state reads the button out by its id, also when the work is done and has taken the button
 * away; so presses are swallowed here.
 */
const waiting = ({ type = "button" }: Pick<AriaButtonProps, "type">) => ({
  type: type === "submit" ? ("button" as const) : type,
  "aria-disabled": true as const,
  onPress: () => {},
});

/** A button that says what it does. May grow to two lines, never truncates. */
export function Button({
  children,
  variant = "quiet",
  size = "desk",
  busy = false,
  className = "",
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(busy ? waiting(rest) : {})}
      className={`relative inline-flex items-center justify-center rounded-sm py-1 text-center leading-label proportional-nums transition-colors duration-(--motion-state) data-pressed:translate-y-px ${VARIANTS[variant]} ${SIZES[size]} ${className}`}
    >
      {children}
      {busy && (
        <span
          aria-hidden="true"
          className="absolute inset-x-4 bottom-1.5 h-px overflow-hidden opacity-80 before:absolute before:inset-y-0 before:bg-current before:[animation:busy_1.2s_var(--ease-in-out)_infinite]"
        />
      )}
    </AriaButton>
  );
}
