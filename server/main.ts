import { flushCompileCache } from "node:module";
import { openMemorySaver } from "./saveMemory.ts";
import { systemClock } from "./time/clock.ts";

// Reading 400 modules leaves garbage for which the heap would grow to 60 MB for good.
await openMemorySaver(systemClock)(async () => {
  const { serve } = await import("./serve.ts");
  await serve();
});
// With NODE_COMPILE_CACHE: now and not at the exit, which a kill would skip.
flushCompileCache();
