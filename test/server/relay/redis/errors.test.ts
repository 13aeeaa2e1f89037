import { ErrorReply } from "@redis/client";
import { expect, test } from "vitest";
import { RelayFault } from "../../../../server/relay/engine/errors.ts";
import { reasonOf } from "../../../../server/relay/redis/errors.ts";

const SECRET = "hunter-2";
const refused = Object.assign(new Error(`connect ${SECRET}`), { code: "ECONNREFUSED" });

test.each([
  [new ErrorReply(`ERR unknown command 'HELLO', with args beginning with: '3' '${SECRET}'`), "ERR"],
  [new ErrorReply("WRONGPASS invalid username-password pair"), "WRONGPASS"],
  [new ErrorReply(SECRET), "ERR"],
  [new RelayFault("silent"), "silent"],
  [refused, "ECONNREFUSED"],
  [new TypeError(SECRET), "TypeError"],
  [SECRET, "unknown"],
])("%s is described by a word without secrets", (error, word) => {
  expect(reasonOf(error)).toBe(word);
});
