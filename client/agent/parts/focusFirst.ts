/** For `ref`: focuses the first input or button in the element when it appears. */
export const focusFirst = (element: HTMLElement | null): void =>
  element?.querySelector<HTMLElement>("input, button")?.focus();
