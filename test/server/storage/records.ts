import type { PresentationRecord } from "../../../server/storage/storage.ts";

export const bytes = (...values: number[]) => new Uint8Array(values);

/** A new presentation. */
export const record = (id: string, more: Partial<PresentationRecord> = {}): PresentationRecord => ({
  id,
  room: `room-${id}`,
  project: "small",
  agent: { id: "agent", name: "Ana" },
  buyerName: undefined,
  secretHash: bytes(1, 2, 3),
  pinHash: undefined,
  maxViewers: 50,
  colleagueInvitation: undefined,
  createdAtMs: 1000,
  expiresAtMs: 2000,
  presentedAtMs: undefined,
  awaySinceMs: undefined,
  seenAtMs: undefined,
  ended: undefined,
  ...more,
});

/** The error of a rejected call. */
export const failsAsStorage = { name: "StorageError", code: "storage_failed" };
