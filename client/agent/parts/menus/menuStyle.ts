/** The focus ring is on the focused item, not around the menu. */
export const MENU = "outline-none no-focus-ring";
/** Menus of the desk: paper over the stage. */
export const MENU_POPOVER =
  "z-(--z-dialog) min-w-48 overflow-y-auto rounded-md bg-paper p-1 shadow-raised border border-line";
export const MENU_ITEM =
  "flex min-h-(--target-desk) cursor-pointer items-center justify-between gap-6 rounded-sm px-3 text-sm text-ink outline-none data-focused:bg-recess data-disabled:text-ink-3";
