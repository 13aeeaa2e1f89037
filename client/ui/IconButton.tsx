import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import type { ControlSize } from "./buttonStyle.tsx";

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  "children" | "className" | "style" | "aria-label"
> {
  /** What it does, for those who do not see the icon. */
  readonly label: string;
  readonly children: ReactNode;
  /** `plain` on the ground, `quiet` with an edge, `raised` over an image. */
  readonly variant?: "plain" | "quiet" | "raised";
  readonly size?: ControlSize;
  readonly className?: string;
}

const VARIANTS = {
  plain: "data-hovered:bg-recess",
  quiet: "border border-control data-hovered:bg-recess",
  raised: "bg-paper shadow-raised data-hovered:bg-recess",
} as const;

const SIZES: Readonly<Record<ControlSize, string>> = {
  desk: "size-(--target-desk)",
  phone: "size-(--target)",
};

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
      className={`inline-flex shrink-0 items-center justify-center rounded-sm text-ink transition-colors duration-(--motion-state) data-pressed:translate-y-px data-disabled:text-line-strong ${VARIANTS[variant]} ${SIZES[size]} ${className}`}
    >
      {children}
    </AriaButton>
  );
}
