import type { PresentationChange } from "../../schema/presentation/changes.ts";
import type {
  AgentFields,
  Ask,
  Attention,
  Measures,
  Transport,
} from "../../schema/presentation/awareness.ts";
import type { PresentationState } from "../../schema/presentation/presentation.ts";
import type { CloseReason } from "../../schema/protocol/protocol.ts";
import type { PointingSink, PointingSource } from "../stage/pointing.ts";
import type { Store } from "../base/store.ts";

/** The state of the connection. The last known presentation stays readable in all of them. */
export type ConnectionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "reconnecting"; readonly sinceMs: number }
  /** The server decided; nothing is retried. */
  | { readonly kind: "closed"; readonly reason: CloseReason };

/**
 * The agent's presence. `waiting`: not seen since this page opened. `unreachable`: connected to a node that cannot be
 * reached at the moment. `away`: gone for some seconds.
 */
export type AgentPresence =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "present";
      /** The active presenter's name. */
      readonly name: string;
      /** All names, where several present, in order of arrival. */
      readonly names?: readonly string[] | undefined;
      /** All presenters are paused. */
      readonly paused: boolean;
      /** Time of the last recall by the agent's clock: only to be compared. */
      readonly call?: number | undefined;
    }
  /** `names`: all, where several presented. */
  | {
      readonly kind: "unreachable" | "away";
      readonly sinceMs: number;
      readonly names?: readonly string[] | undefined;
    };

/** A viewer's session. It cannot write the document. */
export interface ViewerSession {
  /** `undefined` until the first sync; later never again. */
  readonly state: Store<PresentationState | undefined>;
  readonly connection: Store<ConnectionState>;
  readonly agent: Store<AgentPresence>;
  readonly pointing: PointingSource;
  /** Publishes this page's attention. */
  attend(attention: Attention): void;
  /** Publishes how this page's reader reads areas and prices. */
  measure(measures: Measures): void;
  /** Idempotent. */
  close(): void;
}

/** A viewer in the agent's bar. */
export interface ViewerPresence {
  readonly clientId: number;
  readonly name: string;
  readonly attention: Attention | undefined;
  /** How it reads areas and prices. */
  readonly measures?: Measures | undefined;
  /** The transport of its page, set by the server. */
  readonly transport?: Transport | undefined;
  /** The homes it likes, set by the server. */
  readonly hearts?: readonly string[] | undefined;
  /** Its request to show or point at a view. Set by the server; expires. */
  readonly ask?: Ask | undefined;
  /** When it was first seen. */
  readonly sinceMs: number;
  /** When its attention last changed from one state or view to another. */
  readonly attentionSinceMs: number;
  /** Recently disconnected or unreachable; may return. */
  readonly lost: boolean;
}

/** A presenter as all participants see them. */
export interface Presenter {
  /** The Yjs client id of the page it presents from. */
  readonly clientId: number;
  /** Empty for this page's own: the server sets names for others only. */
  readonly name: string;
  readonly own: boolean;
  /** Acted last. None is active while several present and none has acted. */
  readonly active: boolean;
  /** Opened the current view. */
  readonly opened: boolean;
  readonly paused: boolean;
  /** Its server cannot be reached at the moment. */
  readonly lost: boolean;
}

/** The presenting agent's session. */
export interface AgentSession extends PointingSink {
  readonly state: Store<PresentationState | undefined>;
  readonly connection: Store<ConnectionState>;
  readonly viewers: Store<readonly ViewerPresence[]>;
  /** All presenters, this page first. */
  readonly presenters: Store<readonly Presenter[]>;
  /** The pointers of the other presenters. */
  readonly pointing: PointingSource;
  /** Changes the document in one transaction. Works offline too and is sent on reconnect. */
  write(change: PresentationChange): void;
  /** Publishes whether mirroring is paused; the caller stops writing meanwhile. */
  setMirroring(mirroring: AgentFields["mirroring"]): void;
  /** Asks exploring viewers to come back. They may decline. */
  readonly bringBack: () => void;
  close(): void;
}
