import { PendingAnswer, TokenAnswer } from "../../../../schema/protocol/answers.ts";
import { LATER, ROOM, TOKEN } from "../examples.ts";
import type { JsonContent } from "../operation.ts";

export const json = (schema: JsonContent["schema"], value: unknown): JsonContent => ({
  schema,
  example: value,
});

/** The answers of a change without a body. */
export const done = {
  202: json(PendingAnswer, {
    status: "pending",
    detail: "In effect; it is stored once storage accepts writes again",
  }),
  204: undefined,
};

export const token = {
  200: json(TokenAnswer, { token: TOKEN, room: ROOM, expiresAt: LATER }),
};
