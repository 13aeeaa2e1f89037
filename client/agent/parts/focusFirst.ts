/** For `ref`: the first thing in it that can be pressed or typed in has the focus when it appears. */
export const focusFirst = (element: HTMLElement | null): void =>
  element?.querySelector<HTMLElement>("input, button")?.focus();
