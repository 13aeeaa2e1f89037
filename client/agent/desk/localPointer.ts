import type { Pointing, PointingSink, PointingSource } from "../../stage/pointing.ts";
import { createStore } from "../../base/store.ts";

/** The agent's own pointer: sent while mirrored, and always shown in the desk's preview of the buyer's phone. */
export interface LocalPointer extends PointingSink, PointingSource {}

export function createLocalPointer(audience: () => PointingSink | undefined): LocalPointer {
  const store = createStore<Pointing>({});
  return {
    get: store.get,
    subscribe: store.subscribe,
    point: (pointer) => {
      store.set({ ...store.get(), pointer });
      audience()?.point(pointer);
    },
    highlight: (highlight) => {
      store.set({ ...store.get(), highlight });
      audience()?.highlight(highlight);
    },
    moveCamera: (camera) => {
      store.set({ ...store.get(), camera });
      audience()?.moveCamera(camera);
    },
  };
}
