import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FoundLines } from "../../../client/inspector/model/foundLines.ts";
import {
  FILTERS,
  matches,
  MAX_ENTRIES,
  Timeline,
  type Entry,
} from "../../../client/inspector/model/timeline.ts";

const line = (name: string, actor: Entry["actor"] = "buyer"): Omit<Entry, "id"> => ({
  atMs: 0,
  actor,
  name,
  kind: "write",
  touched: ["view"],
  count: 1,
  bytes: 1,
  structs: 1,
  deletions: 0,
  refusal: undefined,
});

const idsOf = (lines: ReturnType<FoundLines["now"]>) =>
  Array.from({ length: lines.length }, (_, position) => lines.at(position)?.id);

const Step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), name: fc.constantFrom("Ann", "Bob", "Mallory") }),
  fc.record({ do: fc.constant("refuse" as const), back: fc.nat(80) }),
  fc.record({ do: fc.constant("look" as const) }),
);

test("equals a search through all lines, at any time", () => {
  const filter = fc.constantFrom(...FILTERS);
  const query = fc.constantFrom("", "bob", "read_only", "VIEW", "nothing");
  fc.assert(
    fc.property(filter, query, fc.array(Step, { maxLength: 200 }), (filter, query, steps) => {
      const timeline = new Timeline();
      const found = new FoundLines(timeline, filter, query);
      for (const step of steps) {
        if (step.do === "add")
          timeline.add(line(step.name, step.name === "Ann" ? "agent" : "buyer"));
        const entry =
          step.do === "refuse" && timeline.entries.at(timeline.entries.length - 1 - step.back);
        if (typeof entry === "object") timeline.refuse(entry, "read_only");
        if (step.do === "look") found.now();
      }
      const all = [...timeline.entries].filter((entry) => matches(entry, filter, query));
      expect(idsOf(found.now())).toEqual(all.map(({ id }) => id));
    }),
  );
});

test("drops lines that the timeline dropped, and continues their numbers", () => {
  const timeline = new Timeline();
  const found = new FoundLines(timeline, "buyer", "");
  for (let added = 0; added < MAX_ENTRIES + 500; added += 1) {
    timeline.add(line("Bob"));
    if (added % 100 === 0) found.now();
  }
  const lines = found.now();
  expect(lines.length).toBe(MAX_ENTRIES);
  expect(lines.pushed).toBe(MAX_ENTRIES + 500);
  expect(lines.at(0)?.id).toBe(501);
});
