export const SLOTS = 16_384;
const POLYNOMIAL = 0x1021;

/** The hash tag: the text between the first braces, or the whole key. */
function tagOf(key: string): string {
  const open = key.indexOf("{");
  const end = key.indexOf("}", open + 1);
  return open === -1 || end <= open + 1 ? key : key.slice(open + 1, end);
}

/** The cluster slot of a key or a channel: CRC-16/XMODEM, as in the cluster specification. */
export function slotOf(key: string): number {
  let crc = 0;
  for (const byte of Buffer.from(tagOf(key))) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  }
  return (crc & 0xffff) % SLOTS;
}
