import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  "children" | "className" | "style" | "aria-label"
> {
  /** The accessible name. */
  readonly label: string;
  readonly children: ReactNode;
  /** `plain` on the ground, `muted` beside a caption, `quiet` with an edge, `raised` over an image, `primary` filled. */
  readonly variant?: keyof typeof VARIANTS;
  /** `desk` 36 px; `bar` 32 px in a dense row, 44 px for fingers; `phone` 44 px; `action` 52 px beside a phone's button. */
  readonly size?: keyof typeof SIZES;
  readonly className?: string;
}

const VARIANTS = {
  plain: "text-ink data-hovered:bg-recess",
  muted: "text-ink-2 data-hovered:bg-recess",
  quiet: "border border-control text-ink data-hovered:bg-recess",
  raised: "bg-paper text-ink shadow-raised data-hovered:bg-recess",
  primary: "bg-ink text-on-ink data-hovered:bg-ink-2",
} as const;

const SIZES = {
  desk: "size-(--target-desk)",
  bar: "size-8 pointer-coarse:size-(--target)",
  phone: "size-(--target)",
  action: "size-(--action)",
} as const;

/** An icon that can be pressed; its label is read out and shown as a title. */
export function IconButton({
  label,
  children,
  variant = "plain",
  size = "desk",
  className = "",
  ...rest
}: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={`inline-flex shrink-0 items-center justify-center rounded-sm transition-colors duration-(--motion-state) data-pressed:translate-y-px data-disabled:text-line-strong ${VARIANTS[variant]} ${SIZES[size]} ${className}`}
    >
      {children}
    </AriaButton>
  );
}
