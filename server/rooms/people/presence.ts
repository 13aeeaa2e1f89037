import type { Participant } from "../participant.ts";
import type { PersonSummary } from "../replication/message.ts";

/** Where the room's agents are, if anywhere. */
export type Attendance = "here" | "elsewhere" | "none";

export interface PresenceEvents {
  /** The last socket that a subject had here left. */
  left(participant: Participant): void;
  /** The subject, which was here recently, is in no process any more. */
  departed(participant: Participant): void;
  attended(attendance: Attendance): void;
}

/** Participants of other processes, as far as they are known. */
interface Elsewhere {
  has(subject: string): boolean;
  people(): Iterable<{ readonly person: PersonSummary }>;
}

/** Detects participants that leave the room for good, and where its agents are, over all processes. */
export class Presence {
  readonly #here: ReadonlySet<Participant>;
  readonly #elsewhere: Elsewhere;
  readonly #events: PresenceEvents;
  /** Participants that left here while another process had them too; absent in a single process. */
  #handedOver: Map<string, Participant> | undefined;
  #attendance: Attendance = "none";

  constructor(here: ReadonlySet<Participant>, elsewhere: Elsewhere, events: PresenceEvents) {
    this.#here = here;
    this.#elsewhere = elsewhere;
    this.#events = events;
  }

  get attendance(): Attendance {
    return this.#attendance;
  }

  isHere(subject: string): boolean {
    for (const { identity } of this.#here) if (identity.subject === subject) return true;
    return false;
  }

  arrived({ identity }: Participant): void {
    this.#handedOver?.delete(identity.subject);
    this.#attend();
  }

  /** The subject has no connection here any more. */
  left(participant: Participant): void {
    const { subject } = participant.identity;
    this.#events.left(participant);
    if (this.#elsewhere.has(subject)) {
      this.#handedOver ??= new Map();
      this.#handedOver.set(subject, participant);
    } else {
      this.#events.departed(participant);
    }
    this.#attend();
  }

  /** The participants of other processes have changed. */
  changed(): void {
    for (const [subject, participant] of this.#handedOver ?? []) {
      if (this.#elsewhere.has(subject)) continue;
      this.#handedOver?.delete(subject);
      this.#events.departed(participant);
    }
    this.#attend();
  }

  /** Restores participants without announcing them. */
  wake(): Attendance {
    this.#attendance = this.#findAgents();
    return this.#attendance;
  }

  #attend(): void {
    const attendance = this.#findAgents();
    if (attendance === this.#attendance) return;
    this.#attendance = attendance;
    this.#events.attended(attendance);
  }

  #findAgents(): Attendance {
    for (const { identity } of this.#here) if (identity.role === "agent") return "here";
    for (const { person } of this.#elsewhere.people()) {
      if (person.role === "agent") return "elsewhere";
    }
    return "none";
  }
}
