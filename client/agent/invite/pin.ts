/** Four digits out of the browser's own randomness, each number equally likely. */
export function randomPin(random: Crypto = crypto): string {
  const highest = 60_000;
  const [value = 0] = random.getRandomValues(new Uint16Array(1));
  return value < highest ? String(value % 10_000).padStart(4, "0") : randomPin(random);
}
