/** Counters of a relay. Implementations must be cheap: messages are counted on the hot path. */
export interface RelayMetrics {
  relayUp(isUp: boolean): void;
  /** One message of this process, to however many others. */
  relayed(bytes: number): void;
  /** One message of another process. */
  heard(bytes: number): void;
  /** A gap in a sequence: messages were lost. */
  relayGap(): void;
  /** The engine was there, was lost and is there again. */
  relayReconnected(): void;
}
