/** Whether tests are left out because this machine lacks what they need. Then it is said. */
export function isLeftOut(isMissing: boolean, need: string): boolean {
  if (isMissing) process.stderr.write(`Left out: tests that need ${need}\n`);
  return isMissing;
}
