import { ErrorReply } from "@redis/client";
import { reasonOf as reasonOfAny } from "../engine/errors.ts";

/** `reasonOf` that also names a refusal of the server by its first word. */
export function reasonOf(error: unknown): string {
  if (error instanceof ErrorReply) return /^[A-Z]+/.exec(error.message)?.[0] ?? "ERR";
  return reasonOfAny(error);
}
