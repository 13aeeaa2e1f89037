import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { describeStorage } from "./contract/contract.ts";

describeStorage("memory", async () => openMemoryStorage());
