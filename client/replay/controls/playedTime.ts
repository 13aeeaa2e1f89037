const two = (value: number): string => String(value).padStart(2, "0");

/** "4:05", and "1:04:05" from an hour on. Read from left to right in every language. */
export function playedTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
