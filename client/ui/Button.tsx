import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { BusyLine, buttonClass, type ButtonStyle } from "./buttonStyle.tsx";

export interface ButtonProps
  extends Omit<AriaButtonProps, "children" | "className" | "style">, ButtonStyle {
  readonly children: ReactNode;
  /** The label stays, a hairline runs under it and presses do nothing. */
  readonly busy?: boolean;
}

/**
 * Ignores presses while busy. The library's own pending state would announce the button by its id, even when the finished
 * work has removed the button.
 */
const waiting = ({ type = "button" }: Pick<AriaButtonProps, "type">) => ({
  type: type === "submit" ? ("button" as const) : type,
  "aria-disabled": true as const,
  onPress: () => {},
});

/** A button with a label, which may wrap to two lines and is never truncated. */
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
      className={buttonClass({ variant, size, className })}
    >
      {children}
      {busy && <BusyLine />}
    </AriaButton>
  );
}
