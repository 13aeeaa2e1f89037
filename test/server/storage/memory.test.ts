import { openMemoryStorage } from "../../support/memoryStorage.ts";
import { describeStorage } from "./contract.ts";

describeStorage("memory", async () => openMemoryStorage());
