import type { Participant } from "../participant.ts";
import type { PersonSummary, RoomSummary } from "./message.ts";

/** Another process that has the room open, and its known state. */
export class Peer {
  readonly node: string;
  readonly people = new Map<string, PersonSummary>();
  heardAtMs: number;
  /** A request is due, and sent once the last one is long enough ago. */
  isAskDue = false;
  askedAtMs = -Infinity;
  /** The peer counts as gone if no message has come by then. */
  answerByMs = Infinity;
  /** The highest known clock of its states. */
  seenClock = 0;
  /** Time of the latest notice that its participants are unreachable; `undefined` while it is reachable. */
  lostSentAtMs: number | undefined;
  /** Its updates have been stored here, in case it died before writing them. */
  isKept = false;

  constructor(node: string, nowMs: number) {
    this.node = node;
    this.heardAtMs = nowMs;
  }

  replacePeople({ people }: RoomSummary): void {
    this.people.clear();
    for (const person of people) this.people.set(person.subject, person);
  }

  noteClocks(clocks: Iterable<{ readonly clock: number }>): void {
    for (const { clock } of clocks) this.seenClock = Math.max(this.seenClock, clock);
  }
}

const personOf = ({ identity, connection, arrivedAt }: Participant): PersonSummary => ({
  ...identity,
  transport: connection.transport,
  arrivedAt,
});

/** One entry per person, with the person's newest connection. */
export function peopleOf(participants: Iterable<Participant>): PersonSummary[] {
  const people = new Map<string, PersonSummary>();
  for (const participant of participants) {
    const person = personOf(participant);
    const known = people.get(person.subject);
    if (known === undefined || known.arrivedAt < person.arrivedAt) {
      people.set(person.subject, person);
    }
  }
  return [...people.values()];
}
