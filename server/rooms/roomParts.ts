import type { Journal } from "./journal.ts";
import type { Participant } from "./participant.ts";
import type { RoomNews } from "./peers/message.ts";
import type { Nodes } from "./peers/nodes.ts";
import type { Peers } from "./peers/peers.ts";
import type { PeersRoom } from "./peers/roomPeers.ts";
import type { PresenceEvents } from "./presence.ts";
import type { RoomDocument } from "./roomDocument.ts";
import type { Refusal } from "./writePolicy.ts";

/** What a room is made of. */
export interface RoomParts {
  readonly document: RoomDocument;
  readonly journal: Journal;
  /** This process. */
  readonly node: string;
  readonly nodes: Nodes;
  openPeers(room: PeersRoom): Peers;
}

export interface RoomEvents extends PresenceEvents {
  /** Another process has something to say that is not the room's own affair. */
  heard(news: RoomNews): void;
  /** Such news may have been missed. */
  missed(): void;
  refused(participant: Participant, refusal: Refusal, detail: string): void;
}
