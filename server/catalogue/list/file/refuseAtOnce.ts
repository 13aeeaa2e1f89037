import { refuseFile } from "./fileProblem.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { sniffFile } from "./sniffFile.ts";

/** The refusal of a file that its size or first bytes rule out. */
export function refuseAtOnce(bytes: Uint8Array): ReturnType<typeof refuseFile> | undefined {
  if (bytes.length > MAX_FILE_BYTES) return refuseFile("too_large");
  const file = sniffFile(bytes);
  return file.kind === "refused" ? refuseFile(file.code) : undefined;
}
