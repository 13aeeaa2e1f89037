import { useEffect, type RefObject } from "react";

/** What each key does to a picture. */
export type PictureKeys<Commands> = Readonly<Record<string, (commands: Commands) => void>>;

/** Handles keys while the focus is in or beside the picture: on an outline, on the controls. An input has its own. */
export function usePictureKeys<Commands>(
  viewport: RefObject<HTMLElement | null>,
  keys: PictureKeys<Commands>,
  commands: Commands,
): void {
  useEffect(() => {
    const area = viewport.current?.parentElement;
    if (area === null || area === undefined) return;
    const press = (key: KeyboardEvent) => {
      const act = keys[key.key];
      const typing = key.target instanceof HTMLInputElement;
      if (act === undefined || typing || key.ctrlKey || key.metaKey || key.altKey) return;
      if (key.defaultPrevented) return;
      key.preventDefault();
      act(commands);
    };
    area.addEventListener("keydown", press);
    return () => area.removeEventListener("keydown", press);
  }, [viewport, keys, commands]);
}
