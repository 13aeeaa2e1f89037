import type { UnitStatus } from "../../schema/catalogue/catalogue.ts";
import type { Ask } from "../../schema/presentation/awareness.ts";
import type { View } from "../../schema/presentation/presentation.ts";
import type { MomentContent } from "../../schema/history/moment.ts";
import type { PresentationRecord, EndReason } from "../storage/storage.ts";

/** New statuses of homes, and the agent or program that set them. */
export interface StatusChanges {
  readonly by: string;
  readonly units: readonly { readonly unit: string; readonly status: UnitStatus }[];
}

/** A viewer that watches now, in any process. */
export interface LiveViewer {
  readonly subject: string;
  readonly name: string;
  readonly sinceMs: number;
}

/** The live presentations, for HTTP. Implemented by `Rooms`; changes also reach open sockets, in any process. */
export interface LivePresentations {
  /** Viewers that watch now: one entry per person, even with several sockets. */
  viewers(room: string): Promise<readonly LiveViewer[]>;
  /** Whether one more viewer may join now. Reserves nothing: the seat is taken, or refused, when the connection opens. */
  hasFreeSeat(record: PresentationRecord, subject: string): Promise<boolean>;
  /** The view shown now, or stored last; `undefined` when it cannot be read. Opens no room. */
  viewOf(room: string): Promise<View | undefined>;
  /** Shows the room's agents and inspectors what a viewer asks to be shown to all, or points at. */
  ask(room: string, subject: string, ask: Ask): Promise<void>;
  /** Shows the room's agents and inspectors which homes a viewer likes, oldest first. */
  setHearts(room: string, subject: string, units: readonly string[]): Promise<void>;
  /**
   * Writes a moment of the presentation's history, unless mirroring is paused. Resolves even when storage does not
   * accept it.
   */
  record(record: PresentationRecord, content: MomentContent): Promise<void>;
  /** Like `record`, for homes' new statuses, in every room that presents the project, in any process. */
  recordStatuses(project: string, changes: StatusChanges): Promise<void>;
  /** Withdraws the invitation: closes the sockets of colleagues with 4410 `withdrawn`. */
  withdrawColleagues(room: string): Promise<void>;
  /** New expiry for the room's open sockets; nothing is interrupted. */
  extend(room: string, expiresAtMs: number): void;
  /** Closes every socket of the room with 4410, then the room. */
  end(room: string, reason: EndReason): Promise<void>;
}
