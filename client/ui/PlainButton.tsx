import type { ComponentProps } from "react";
import { BusyLine, buttonClass, type ButtonStyle } from "./buttonStyle.tsx";

export interface PlainButtonProps
  extends Omit<ComponentProps<"button">, "className" | "style">, ButtonStyle {
  /** The label stays, a hairline runs under it and presses do nothing. */
  readonly busy?: boolean;
}

/**
 * The browser's own button, styled as `Button`, for the pages before the stage: there a phone need not wait for the
 * component library.
 */
export function PlainButton({
  children,
  variant = "quiet",
  size = "desk",
  className = "",
  type = "button",
  busy = false,
  ...rest
}: PlainButtonProps) {
  const waiting = { type: "button", "aria-disabled": true, onClick: undefined } as const;
  return (
    <button
      {...rest}
      type={type}
      {...(busy ? waiting : {})}
      className={buttonClass({ variant, size, className })}
    >
      {children}
      {busy && <BusyLine />}
    </button>
  );
}
