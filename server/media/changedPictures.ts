import { stat } from "node:fs/promises";
import type { Log } from "../log.ts";
import { versionOf } from "./openPicture.ts";

/** Checks whether a file is still the one that was opened at startup. Never rejects. */
export type NoteChange = (path: string, openedVersion: string) => Promise<void>;

/** Logs a replaced picture once per version: the new file is sent, but size, type and blur are those at startup. */
export function openChangeLog(log: Log): NoteChange {
  const said = new Map<string, string>();
  return async (path, openedVersion) => {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return;
    const version = versionOf(found);
    if (version === openedVersion || said.get(path) === version) return;
    said.set(path, version);
    log.warn({ file: path, code: "picture_changed" }, "picture changed: restart to take it over");
  };
}
