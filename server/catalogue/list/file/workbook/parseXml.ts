import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Part } from "./openArchive.ts";
import { Refusal, refuseEntities } from "./refusal.ts";

/** Elements within elements; spreadsheet programs write about ten. */
const MAX_DEPTH = 200;

interface XmlHandlers {
  readonly open: (tag: SaxesTagPlain) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** Parses a part while it is unpacked, so that its XML is never in memory as a whole. Throws if it is damaged. */
export async function parseXml({ read }: Part, { open, text, close }: XmlHandlers): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("doctype", refuseEntities);
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new Refusal("damaged");
    open(tag);
  });
  parser.on("text", text);
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    close(name);
  });
  parser.on("error", (error) => {
    throw error;
  });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of read()) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
}
