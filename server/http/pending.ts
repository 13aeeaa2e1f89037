import type { Response } from "express";
import type { PendingResponse } from "../../schema/protocol/api.ts";

/** Changes in effect that are written, or erased from the files, later. */
const DETAILS = {
  write: "It holds for everybody; it is written once storage takes writes again.",
  erasure: "No call finds it any more; its bytes leave the database's files once these are let go.",
} as const;

/** 204, or 202 with a word while storage has not done its part. */
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
