import express, { type Request, type Response } from "express";
import * as v from "valibot";
import { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListFile } from "../../catalogue/list/readList.ts";
import { Problem } from "../problem.ts";
import { refuseLarger } from "../requests.ts";

/** The largest list with its form's overhead. */
const MAX_UPLOAD_BYTES = 17 * 1024 * 1024;
const LONGEST_NAME = 200;

interface Upload {
  readonly file: ListFile;
  /** From a form that has one beside the file. */
  readonly mapping: ListMapping | undefined;
}

const toName = (name: unknown): string =>
  typeof name === "string" ? name.replaceAll(/\p{C}/gu, "").slice(0, LONGEST_NAME) : "";

const readRaw = express.raw({ type: () => true, limit: MAX_UPLOAD_BYTES });

async function readBytes(request: Request, response: Response): Promise<Uint8Array> {
  // A body that another parser has read is not a file.
  if (request.is("application/json") !== false) throw new Problem("invalid_body");
  refuseLarger(request, MAX_UPLOAD_BYTES);
  await new Promise<void>((resolve, reject) => {
    readRaw(request, response, (error: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
  const body = request.body as unknown;
  return body instanceof Uint8Array ? body : new Uint8Array();
}

function readMapping(text: ReturnType<FormData["get"]>): ListMapping | undefined {
  if (text === null) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ListMapping), text);
  if (!parsed.success) throw new Problem("invalid_body", { detail: "Wrong: mapping" });
  return parsed.output;
}

/** A form as a browser sends it: `file`, and `mapping` as JSON. */
async function readForm(bytes: Uint8Array, type: string): Promise<Upload> {
  const body = new globalThis.Response(new Uint8Array(bytes), {
    headers: { "content-type": type },
  });
  const form = await body.formData().catch(() => {
    throw new Problem("invalid_body", { detail: "The form cannot be read" });
  });
  const file = form.get("file");
  if (!(file instanceof File)) throw new Problem("invalid_body", { detail: "Wrong: file" });
  return {
    file: { bytes: await file.bytes(), fileName: toName(file.name) },
    mapping: readMapping(form.get("mapping")),
  };
}

/**
 * The file of a request: its whole body, whatever type it says, named by `?fileName=`; or the part `file` of a form.
 *
 * @throws Problem `body_too_large` (from the body parser), `invalid_body`.
 */
export async function readUpload(request: Request, response: Response): Promise<Upload> {
  const bytes = await readBytes(request, response);
  if (request.is("multipart/form-data") !== false && bytes.byteLength > 0) {
    return readForm(bytes, request.get("Content-Type") ?? "");
  }
  const fileName = toName(request.query["fileName"]);
  return { file: { bytes, fileName }, mapping: undefined };
}
