import type { PresentationChange } from "../../schema/changes.ts";
import type { AgentFields, Attention, Transport } from "../../schema/awareness.ts";
import type { PresentationState } from "../../schema/presentation.ts";
import type { CloseReason } from "../../schema/protocol.ts";
import type { PointingSink, PointingSource } from "../stage/pointing.ts";
import type { Store } from "../base/store.ts";

/** The state of the way to the room. The last known presentation stays readable in every one of them. */
export type ConnectionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "reconnecting"; readonly sinceMs: number }
  /** The server decided; nothing is retried. */
  | { readonly kind: "closed"; readonly reason: CloseReason };

/**
 * The agent as others see it. `waiting`: not seen since this page opened. `unreachable`: there, but their server cannot
 * be reached at the moment. `away`: gone for some seconds.
 */
export type AgentPresence =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "present";
      /** Of several, who drives. */
      readonly name: string;
      /** Of several, all of them; those who were there first, first. */
      readonly names?: readonly string[] | undefined;
      /** Nobody shows anything at the moment. */
      readonly paused: boolean;
      /** When everybody was last asked back, by the agent's clock: only to be compared. */
      readonly call?: number | undefined;
    }
  /** `names`: of several, all who were there. */
  | {
      readonly kind: "unreachable" | "away";
      readonly sinceMs: number;
      readonly names?: readonly string[] | undefined;
    };

/** What every participant's page reads. It has no way to write the document. */
export interface ViewerSession {
  /** `undefined` until the first sync; later never again. */
  readonly state: Store<PresentationState | undefined>;
  readonly connection: Store<ConnectionState>;
  readonly agent: Store<AgentPresence>;
  readonly pointing: PointingSource;
  /** Tells the agent what this page does. */
  attend(attention: Attention): void;
  /** Idempotent. */
  close(): void;
}

/** One viewer as the agent's bar shows it. */
export interface ViewerPresence {
  readonly clientId: number;
  readonly name: string;
  readonly attention: Attention | undefined;
  /** How its page reaches the room, as the server says. */
  readonly transport?: Transport | undefined;
  /** The homes it likes, as the server says. */
  readonly hearts?: readonly string[] | undefined;
  /** When it was first seen. */
  readonly sinceMs: number;
  /** When its attention last changed from one state or view to another. */
  readonly attentionSinceMs: number;
  /** It vanished a moment ago, or cannot be reached just now, and may come back. */
  readonly lost: boolean;
}

/** One of those who present, as everybody sees them. */
export interface Presenter {
  /** The Yjs client id of the page it presents from. */
  readonly clientId: number;
  /** Empty for this page's own: only the server knows it. */
  readonly name: string;
  readonly own: boolean;
  /** Acted last. Nobody drives while several are there and none has acted. */
  readonly active: boolean;
  /** Opened what is open now. */
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
  /** Everybody who presents, this page's own first. */
  readonly presenters: Store<readonly Presenter[]>;
  /** The hands of the others who present. */
  readonly pointing: PointingSource;
  /** Changes the document in one transaction. Works offline too and is sent on reconnect. */
  write(change: PresentationChange): void;
  /** Tells the viewers that mirroring is paused; the caller stops writing meanwhile. */
  setMirroring(mirroring: AgentFields["mirroring"]): void;
  /** Asks those who look around by themselves to come back. They may decline. */
  readonly bringBack: () => void;
  close(): void;
}
