/** Counters of a relay. Implementations must be cheap: messages are counted on the hot path. */
export interface RelayMetrics {
  relayUp(isUp: boolean): void;
  /** A message that this process sent, counted once for all receivers. */
  relayed(bytes: number): void;
  /** A message that another process sent. */
  heard(bytes: number): void;
  /** A gap in a sequence: messages were lost. */
  relayGap(): void;
  /** The engine was lost and is connected again. */
  relayReconnected(): void;
}
