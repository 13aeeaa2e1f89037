import type { Storage } from "../../../server/storage/storage.ts";
import { openMemoryStorage } from "../../support/server/memoryStorage.ts";

/** What a catalogue keeps; outlives the catalogues opened on it. */
export const makeCatalogueStorage = (): Pick<Storage, "units" | "lists"> => openMemoryStorage();
