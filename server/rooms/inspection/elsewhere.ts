import type { InspectedPerson } from "../../../schema/protocol/inspection.ts";
import type { PersonSummary } from "../replication/message.ts";
import { isOf, type PublishedState } from "../awareness/publishedState.ts";

/** Participants of the room in other processes, as far as they are known. */
export interface Elsewhere {
  people(): Iterable<{ readonly node: string; readonly person: PersonSummary }>;
  states(): Iterable<PublishedState>;
}

/** Numbers the participants of other processes, for as long as they are there, and reports them. */
export class ElsewherePeople {
  readonly #elsewhere: Elsewhere;
  readonly #nextNumber: () => number;
  #numbers: ReadonlyMap<string, number> = new Map();

  constructor(elsewhere: Elsewhere, nextNumber: () => number) {
    this.#elsewhere = elsewhere;
    this.#nextNumber = nextNumber;
  }

  report(): readonly InspectedPerson[] {
    const numbers = new Map<string, number>();
    const people = [...this.#elsewhere.people()].map(({ node, person }) => {
      const key = `${node} ${person.subject}`;
      const who = this.#numbers.get(key) ?? this.#nextNumber();
      numbers.set(key, who);
      return this.#describe(who, node, person);
    });
    this.#numbers = numbers;
    return people;
  }

  #describe(who: number, node: string, person: PersonSummary): InspectedPerson {
    const { subject, role, name, transport, arrivedAt } = person;
    const state = this.#stateOf(node, subject);
    return {
      who,
      node,
      subject,
      role,
      name,
      transport,
      sinceMs: arrivedAt,
      ...(state !== undefined && { clientId: state.clientId, clock: state.clock }),
      bytesIn: 0,
      bytesOut: 0,
      backlogBytes: 0,
      behind: false,
    };
  }

  #stateOf(node: string, subject: string): PublishedState | undefined {
    for (const state of this.#elsewhere.states()) {
      if (state.owner.subject === subject && isOf(state, node)) return state;
    }
    return undefined;
  }
}
