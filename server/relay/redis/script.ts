import { createHash } from "node:crypto";
import { reasonOf } from "./errors.ts";

type Run = (command: readonly string[]) => Promise<unknown>;

/** A Lua script, sent in full only when the server does not know its digest. */
export class Script {
  readonly #text: string;
  readonly #digest: string;

  constructor(text: string) {
    this.#text = text;
    this.#digest = createHash("sha1").update(text).digest("hex");
  }

  async run(run: Run, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await run(["EVALSHA", this.#digest, ...rest]);
    } catch (error) {
      if (reasonOf(error) !== "NOSCRIPT") throw error;
      return run(["EVAL", this.#text, ...rest]);
    }
  }
}
