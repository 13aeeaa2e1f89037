import type { FileProblemCode, ListProblem } from "../../../../../schema/list/problems.ts";
import type { Result } from "../../../../../schema/values/result.ts";
import { refuseFile } from "../fileProblem.ts";

/** Thrown where a file is unpacked and parsed piece by piece, to end it. */
export class Refusal extends Error {
  readonly code: FileProblemCode;
  constructor(code: FileProblemCode) {
    super(code);
    this.code = code;
  }
}

/** What unpacking and parsing returns; whatever they throw means that the file is refused, without a code as damaged. */
export async function refusing<Value>(
  parse: () => Promise<Result<Value, ListProblem>>,
): Promise<Result<Value, ListProblem>> {
  try {
    return await parse();
  } catch (error) {
    return refuseFile(error instanceof Refusal ? error.code : "damaged");
  }
}

/** Returns a text without XML entities: no spreadsheet program writes any, and a few lines of them expand to gigabytes. */
export function refuseEntities<Text extends Buffer | string>(xml: Text): Text {
  if (xml.includes("<!ENTITY")) throw new Refusal("damaged");
  return xml;
}
