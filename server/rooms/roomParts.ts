import type { Journal } from "./document/journal.ts";
import type { Participant } from "./participant.ts";
import type { RemoteCommand } from "./replication/message.ts";
import type { Cluster } from "./replication/cluster.ts";
import type { Replication } from "./replication/replication.ts";
import type { ReplicatedRoom } from "./replication/roomReplication.ts";
import type { PresenceEvents } from "./people/presence.ts";
import type { RoomDocument } from "./document/roomDocument.ts";
import type { Refusal } from "./writePolicy.ts";

/** What a room is made of. */
export interface RoomParts {
  readonly document: RoomDocument;
  readonly journal: Journal;
  /** This process. */
  readonly node: string;
  readonly cluster: Cluster;
  /** No other process has the room. */
  readonly isSingleNode: boolean;
  /** Grows with every call, over all rooms of this process. */
  nextNumber(this: void): number;
  openReplication(room: ReplicatedRoom): Replication;
}

export interface RoomEvents extends PresenceEvents {
  /** Another process has something to say that is not the room's own affair. */
  heard(news: RemoteCommand): void;
  /** Such news may have been missed. */
  missed(): void;
  refused(participant: Participant, refusal: Refusal, detail: string): void;
}
