import * as v from "valibot";
import { UNIT_STATUSES } from "../../../schema/values/unitStatus.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { readStored, writeStored } from "../../base/storedValue.ts";

const Home = v.object({
  id: v.string(),
  number: v.string(),
  label: v.exactOptional(v.string()),
  bedrooms: v.exactOptional(v.number()),
  area: v.exactOptional(v.number()),
  status: v.exactOptional(v.picklist(UNIT_STATUSES)),
  price: v.exactOptional(v.number()),
});
const Kept = v.object({
  currency: v.string(),
  digits: v.number(),
  areaUnit: v.picklist(["m2", "sqft"]),
  homes: v.array(Home),
});

/** The liked homes with the facts that the last page shows, kept for when the server no longer answers. */
export type LikedHomes = Readonly<v.InferOutput<typeof Kept>>;

/** Storage of this tab, by presentation. */
export interface LikedMemory {
  read(presentation: string): LikedHomes | undefined;
  keep(presentation: string, liked: LikedHomes): void;
}

const keyOf = (presentation: string) => `offplan.liked.${presentation}`;

/** Pure. */
export const likedHomes = (
  liked: ReadonlySet<string>,
  { units, project }: ProjectIndex,
): LikedHomes => ({
  currency: project.currency,
  digits: project.digits,
  areaUnit: project.areaUnit,
  homes: [...liked].flatMap((id) => {
    const unit = units.get(id);
    return unit === undefined ? [] : [v.parse(Home, unit)];
  }),
});

export const keepLiked = (storage: Pick<Storage, "getItem" | "setItem">): LikedMemory => ({
  read: (presentation) => readStored(storage, keyOf(presentation), Kept),
  keep: (presentation, liked) => writeStored(storage, keyOf(presentation), liked),
});
