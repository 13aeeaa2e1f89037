/** A list bounded by length and weight; the oldest items are evicted. Access by index is O(1). */
export class Ring<Item> {
  readonly #maxItems: number;
  readonly #maxBytes: number;
  readonly #bytesOf: (item: Item) => number;
  readonly #released: (item: Item) => void;
  #items: Item[] = [];
  #start = 0;
  #bytes = 0;
  #pushed = 0;

  constructor(
    limits: { readonly items: number; readonly bytes: number },
    bytesOf: (item: Item) => number,
    released: (item: Item) => void = () => {},
  ) {
    this.#maxItems = limits.items;
    this.#maxBytes = limits.bytes;
    this.#bytesOf = bytesOf;
    this.#released = released;
  }

  get length(): number {
    return this.#items.length - this.#start;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Number of items ever pushed. */
  get pushed(): number {
    return this.#pushed;
  }

  /** By index; the oldest is 0. */
  at(position: number): Item | undefined {
    return position < 0 ? undefined : this.#items[this.#start + position];
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#pushed += 1;
    this.#bytes += this.#bytesOf(item);
    while (this.length > 1 && (this.length > this.#maxItems || this.#bytes > this.#maxBytes)) {
      this.#release();
    }
  }

  /** Evicts the oldest items while `isMeant` holds. */
  releaseWhile(isMeant: (item: Item) => boolean): void {
    for (let oldest = this.at(0); oldest !== undefined && isMeant(oldest); oldest = this.at(0)) {
      this.#release();
    }
  }

  #release(): void {
    const oldest = this.#items[this.#start];
    if (oldest === undefined) return;
    this.#start += 1;
    this.#bytes -= this.#bytesOf(oldest);
    this.#released(oldest);
    if (this.#start > this.#items.length / 2) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
  }

  *[Symbol.iterator](): Iterator<Item> {
    for (let position = this.#start; position < this.#items.length; position += 1) {
      yield this.#items[position] as Item;
    }
  }
}
