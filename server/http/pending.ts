import type { Response } from "express";
import type { PendingResponse } from "../../schema/protocol/api.ts";

/** Details of changes that are in effect, but not yet written or not yet erased from the files. */
const DETAILS = {
  write: "The change is in effect for everybody; it is stored once storage accepts writes again.",
  erasure:
    "No call returns it any more; its bytes remain in the database's files until they are released.",
} as const;

/** Sends 204, or 202 with a detail while storage has not completed the change. */
export function sendDone(
  response: Response,
  isPending: boolean,
  what: keyof typeof DETAILS = "write",
): void {
  if (isPending) {
    const body: PendingResponse = { status: "pending", detail: DETAILS[what] };
    response.status(202).json(body);
  } else response.status(204).end();
}
