import fc from "fast-check";
import { expect, test } from "vitest";
import {
  firstTransport,
  stepTransport,
  type TransportEvent,
  type TransportMachine,
} from "../../../../client/session/transport/transport.ts";

type Cell = readonly [string, TransportEvent, string];

/** `websocket+1?`: the transport, its consecutive failures, and `!` once it has delivered or `?` before. */
const write = ({ transport, failures, heard }: TransportMachine): string =>
  `${transport}+${failures}${heard ? "!" : "?"}`;
const read = (text: string): TransportMachine => {
  const [transport, failures, heard] = /^(\w+)\+(\d)([?!])$/.exec(text)?.slice(1) ?? [];
  return {
    transport: transport as TransportMachine["transport"],
    failures: Number(failures),
    heard: heard === "!",
  };
};

const TABLE: readonly Cell[] = [
  ["websocket+0?", "heard", "websocket+0!"],
  ["websocket+0?", "lost", "websocket+1?"],
  ["websocket+0?", "websocket-works", "websocket+0?"],
  ["websocket+1?", "heard", "websocket+0!"],
  ["websocket+1?", "lost", "events+0?"],
  ["websocket+1?", "websocket-works", "websocket+1?"],
  ["websocket+0!", "heard", "websocket+0!"],
  ["websocket+0!", "lost", "websocket+0?"],
  ["websocket+0!", "websocket-works", "websocket+0!"],
  ["events+0?", "heard", "events+0!"],
  ["events+0?", "lost", "polling+0?"],
  ["events+0?", "websocket-works", "websocket+0?"],
  ["events+0!", "heard", "events+0!"],
  ["events+0!", "lost", "events+0?"],
  ["events+0!", "websocket-works", "websocket+0?"],
  ["polling+0?", "heard", "polling+0!"],
  ["polling+0?", "lost", "websocket+0?"],
  ["polling+0?", "websocket-works", "websocket+0?"],
  ["polling+0!", "heard", "polling+0!"],
  ["polling+0!", "lost", "polling+0?"],
  ["polling+0!", "websocket-works", "websocket+0?"],
];

test.each(TABLE)("%s, %s: %s", (before, transportEvent, after) => {
  expect(write(stepTransport(read(before), transportEvent))).toBe(after);
});

test("the table has a row for every reachable state and every event", () => {
  const events: readonly TransportEvent[] = ["heard", "lost", "websocket-works"];
  const reached = new Set([write(firstTransport)]);
  for (const state of reached) {
    for (const transportEvent of events)
      reached.add(write(stepTransport(read(state), transportEvent)));
  }
  const cells = [...reached].flatMap((state) => events.map((name) => `${state} ${name}`));
  expect(TABLE.map(([state, name]) => `${state} ${name}`).toSorted()).toEqual(cells.toSorted());
});

test("from any state, five losses in a row lead through every transport", () => {
  const happenings = fc.array(fc.constantFrom<TransportEvent>("heard", "lost", "websocket-works"));
  fc.assert(
    fc.property(happenings, (events) => {
      let machine = events.reduce(stepTransport, firstTransport);
      const seen = new Set<string>();
      for (let loss = 0; loss < 5; loss += 1) {
        seen.add(machine.transport);
        machine = stepTransport(machine, "lost");
      }
      expect([...seen].toSorted()).toEqual(["events", "polling", "websocket"]);
    }),
  );
});
