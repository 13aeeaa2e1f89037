import type { CloseReason } from "../../schema/protocol/protocol.ts";
import type { Role } from "../../schema/values/roles.ts";
import type { FrameKind } from "../protocol/decodeFrames.ts";
import type { Refusal } from "./writePolicy.ts";

/** Counters of rooms and the gateway. Implementations must be cheap: frames are counted on the hot path. */
export interface RoomMetrics {
  roomOpened(): void;
  roomClosed(): void;
  participantOpened(role: Role): void;
  participantClosed(role: Role): void;
  frameIn(kind: FrameKind, bytes: number): void;
  /** `count` frames of `bytes` in all. */
  framesOut(
    kind: "sync" | "update" | "awareness" | "heartbeat",
    count: number,
    bytes: number,
  ): void;
  refused(reason: Refusal): void;
  closed(reason: CloseReason): void;
  /** Starts timing the validation and application of an agent's update. The returned function ends it. */
  timeUpdate(): () => void;
  storageFailed(): void;
}
