import { useEffect, useState } from "react";
import type { Clock } from "../session/clock.ts";
import { faceOf, nextChangeMs, type Face, type Situation } from "./face.ts";

/** The face of a situation, looked at again when time alone changes it. */
export function useFace(situation: Situation, clock: Clock): Face {
  const [nowMs, setNowMs] = useState(() => clock.now());
  const { connection, agent, drawable, openedAtMs } = situation;
  useEffect(() => {
    const waitMs = nextChangeMs({ connection, agent, drawable, openedAtMs }, clock.now());
    return waitMs === undefined ? undefined : clock.after(waitMs, () => setNowMs(clock.now()));
  }, [clock, connection, agent, drawable, openedAtMs]);
  return faceOf(situation, nowMs);
}
