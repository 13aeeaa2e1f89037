/** "14:32:41.208" in local time. */
export function clockTime(atMs: number, withMs = true): string {
  const date = new Date(atMs);
  const seconds = date.toTimeString().slice(0, 8);
  return withMs ? `${seconds}.${String(date.getMilliseconds()).padStart(3, "0")}` : seconds;
}

/** "38 KB". */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 100_000) return `${(bytes / 1024).toFixed(1).replace(/\.0$/, "")} KB`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** "12 sec. ago", in the reader's language. */
export function ago(ms: number, language: string): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const format = new Intl.RelativeTimeFormat(language, { style: "short" });
  if (seconds < 60) return format.format(-seconds, "second");
  if (seconds < 3600) return format.format(-Math.round(seconds / 60), "minute");
  return format.format(-Math.round(seconds / 3600), "hour");
}

/** "41:20", or "1:02:03". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = `${String(minutes).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** "3f9a 81c2 e07d". */
export const grouped = (hash: string): string => hash.match(/.{1,4}/g)?.join(" ") ?? hash;
