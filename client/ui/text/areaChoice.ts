import { useSyncExternalStore } from "react";
import type { AreaUnit } from "../../../schema/catalogue/areas.ts";
import { deviceStorage, type KeyValueStorage } from "../../base/storage.ts";

/** `list`: the unit that the developer's list is in. */
export const AREA_CHOICES = ["list", "m2", "sqft"] as const;
export type AreaChoice = (typeof AREA_CHOICES)[number];

const KEY = "offplan.areas";

/** The unit in which this viewer reads areas, remembered on the device. */
export function openAreaChoice(storage: Pick<KeyValueStorage, "getItem" | "setItem">) {
  const read = (): AreaChoice =>
    AREA_CHOICES.find((choice) => choice === storage.getItem(KEY)) ?? "list";
  let choice: AreaChoice | undefined;
  const listeners = new Set<() => void>();
  return {
    get: (): AreaChoice => (choice ??= read()),
    subscribe: (changed: () => void) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    choose: (next: AreaChoice): void => {
      choice = next;
      storage.setItem(KEY, next);
      for (const listener of listeners) listener();
    },
  };
}

export const areaChoice = openAreaChoice(deviceStorage);

export const useAreaChoice = (): AreaChoice =>
  useSyncExternalStore(areaChoice.subscribe, areaChoice.get, areaChoice.get);

export const unitFor = (choice: AreaChoice, listed: AreaUnit): AreaUnit =>
  choice === "list" ? listed : choice;
