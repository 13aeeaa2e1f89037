import type { Cluster } from "./cluster.ts";
import type { Peer } from "./peer.ts";

/** A peer that is silent for this long while messages get through has died or closed the room. */
const GONE_AFTER_MS = 25_000;
/** After a reconnect, known peers must be heard within this. */
const ANSWER_MS = 10_000;
/** Interval of repeats: a client drops states that are not renewed within 30 s. */
const LOST_AGAIN_MS = 10_000;

export interface FailureDetectorEvents {
  /** The peer's participants are unreachable; repeated while they are. */
  lost(peer: Peer): void;
  found(peer: Peer): void;
  gone(peer: Peer): void;
  /** The peer may have died before it wrote its updates: stores the document here. */
  keep(): void;
}

/** Failure detector: which peers are reachable, and how long their participants stay visible. */
export class FailureDetector {
  readonly #cluster: Cluster;
  readonly #events: FailureDetectorEvents;

  constructor(cluster: Cluster, events: FailureDetectorEvents) {
    this.#cluster = cluster;
    this.#events = events;
  }

  heard(peer: Peer, nowMs: number): void {
    this.#cluster.heard(peer.node);
    peer.heardAtMs = nowMs;
    peer.answerByMs = Infinity;
    if (peer.lostSentAtMs !== undefined) this.#find(peer);
  }

  /** Messages get through again. */
  reconnected(peers: Iterable<Peer>, nowMs: number): void {
    for (const peer of peers) {
      peer.heardAtMs = nowMs;
      peer.answerByMs = nowMs + ANSWER_MS;
    }
  }

  /** Called once a second. */
  watch(peer: Peer, nowMs: number): void {
    const { isUp } = this.#cluster;
    if (!isUp) peer.heardAtMs = nowMs;
    if (this.#cluster.isLost(peer.node)) this.#lose(peer, nowMs);
    else if (peer.lostSentAtMs !== undefined && peer.answerByMs === Infinity) this.#find(peer);
    const goneAtMs = Math.min(peer.answerByMs, peer.heardAtMs + GONE_AFTER_MS);
    if (!isUp || nowMs < goneAtMs) return;
    if (!peer.isKept) this.#events.keep();
    this.#events.gone(peer);
  }

  #lose(peer: Peer, nowMs: number): void {
    if (nowMs - (peer.lostSentAtMs ?? -Infinity) < LOST_AGAIN_MS) return;
    peer.lostSentAtMs = nowMs;
    this.#events.lost(peer);
    if (!this.#cluster.isUp || peer.isKept) return;
    this.#events.keep();
    peer.isKept = true;
  }

  #find(peer: Peer): void {
    peer.lostSentAtMs = undefined;
    peer.isKept = false;
    this.#events.found(peer);
  }
}
