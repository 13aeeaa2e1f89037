import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { describeStorage } from "./contract.ts";

describeStorage("memory", async () => openMemoryStorage());
