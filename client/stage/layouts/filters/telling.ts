import type { TFunction } from "i18next";
import type { ProjectIndex } from "../../../../schema/projectIndex.ts";
import type { Words } from "../../../ui/words.ts";

/** What filters are described with. */
export interface Telling {
  readonly t: TFunction<["stage", "common"]>;
  readonly words: Words;
  readonly index: ProjectIndex;
}
