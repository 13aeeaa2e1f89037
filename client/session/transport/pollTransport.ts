import { FRAMES_TYPE, unpackFrames } from "../../../schema/protocol/frames.ts";
import { MESSAGE } from "../../../schema/protocol/protocol.ts";
import type { Clock } from "../../base/clock.ts";
import {
  ask,
  BROKEN,
  isOfType,
  readRefusal,
  SIGN_OF_LIFE,
  type FallbackTransport,
  type TransportClose,
} from "./fallbackTransport.ts";

const POLL_MS = 2_000;
/** An empty sync step 2: the document is in sync. */
const NOTHING_MISSING: Uint8Array<ArrayBuffer> = Uint8Array.of(MESSAGE.sync, 1, 2, 0, 0);

type Answer =
  | { readonly kind: "frames"; readonly frames: readonly Uint8Array<ArrayBuffer>[] }
  | { readonly kind: "end"; readonly end: TransportClose };

async function readAnswer(response: Response): Promise<Answer> {
  if (response.status === 204) return { kind: "frames", frames: [] };
  if (!response.ok) return { kind: "end", end: await readRefusal(response) };
  if (!isOfType(response, FRAMES_TYPE)) return { kind: "end", end: BROKEN };
  const frames = unpackFrames(new Uint8Array(await response.arrayBuffer()));
  return frames === undefined ? { kind: "end", end: BROKEN } : { kind: "frames", frames };
}

const wait = (clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const cancel = clock.after(delayMs, resolve);
    signal.addEventListener("abort", () => {
      cancel();
      reject(new Error("closed"));
    });
  });

/** Polls for missing updates every 2 s. */
export const pollTransport: FallbackTransport = async (options, link) => {
  const { clock } = options;
  for (let first = true; ; first = false) {
    const askedAtMs = clock.now();
    const answer = await readAnswer(await ask(options, link, "state", FRAMES_TYPE));
    if (answer.kind === "end") return answer.end;
    if (first) link.open();
    for (const frame of answer.frames) link.deliver(frame);
    const brought = answer.frames.some(([kind]) => kind === MESSAGE.sync);
    if (!brought) link.deliver(first ? NOTHING_MISSING : SIGN_OF_LIFE);
    const elapsedMs = clock.now() - askedAtMs;
    await wait(clock, Math.max(0, POLL_MS - elapsedMs), link.signal);
  }
};
