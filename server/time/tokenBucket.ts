/**
 * A token bucket: `perSecond` on average, one second's worth at once. Two numbers a participant, no timer.
 */
export class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #filledAtMs: number;

  constructor(perSecond: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#filledAtMs = nowMs;
  }

  #fill(nowMs: number): void {
    const filled = ((nowMs - this.#filledAtMs) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + Math.max(0, filled));
    this.#filledAtMs = nowMs;
  }

  /** Whether the bucket is full, like a new one. */
  isFull(nowMs: number): boolean {
    this.#fill(nowMs);
    return this.#tokens === this.#perSecond;
  }

  /** Takes one; false when there is none left. */
  spend(nowMs: number): boolean {
    this.#fill(nowMs);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
