import type { Storage } from "../../../server/storage/storage.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";

/** A catalogue's storage; outlives the catalogues opened on it. */
export const makeCatalogueStorage = (): Pick<Storage, "units" | "lists"> => openMemoryStorage();
