import { openMemoryStorage } from "../../support/server/memoryStorage.ts";
import { describeStorage } from "./contract.ts";

describeStorage("memory", async () => openMemoryStorage());
