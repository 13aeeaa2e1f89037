import { flushCompileCache } from "node:module";
import { openMemorySaver } from "./saveMemory.ts";
import { systemClock } from "./time/clock.ts";

// Loading 400 modules leaves garbage that would make the heap grow to 60 MB for good.
await openMemorySaver(systemClock)(async () => {
  const { serve } = await import("./serve.ts");
  await serve();
});
// With NODE_COMPILE_CACHE: flushed now, since a kill would skip the flush at the exit.
flushCompileCache();
