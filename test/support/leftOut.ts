/** Whether to skip tests because this machine lacks what they need; the skip is reported. */
export function isLeftOut(isMissing: boolean, need: string): boolean {
  if (isMissing) process.stderr.write(`Left out: tests that need ${need}\n`);
  return isMissing;
}
