import type {
  CreateProjectResponse,
  ListResponse,
  ListRevision,
  ListRevisionsResponse,
} from "../../schema/protocol/api.ts";
import type { ListMapping } from "../../schema/list/mapping.ts";
import type { ListSummary } from "../../schema/list/summary.ts";
import { createCalls, ofProject, type ApiOptions } from "./api.ts";

/** Options of reading a list, and of handling conflicts. */
export interface ListOptions {
  readonly mapping?: ListMapping;
  /** Changes nothing; the response describes the changes. */
  readonly dryRun?: boolean;
  /** Homes of rows that were not understood stay as they are. */
  readonly skipProblems?: boolean;
  /** Which statuses win where the list and an agent disagree. */
  readonly conflicts?: "list" | "desk";
}

/** Calls of editors of a development's list. Each rejects with an `ApiError`. */
export interface ListApi {
  /** `currency` is an ISO 4217 code. */
  addProject(request: {
    readonly name: string;
    readonly currency: string;
    readonly areaUnit: "m2" | "sqft";
  }): Promise<CreateProjectResponse>;
  /** Removes an added development. `ends`: its open presentations are ended too; otherwise they prevent the removal. */
  removeProject(project: string, ends: boolean): Promise<void>;
  putList(project: string, file: File, options: ListOptions): Promise<ListResponse>;
  setListMapping(project: string, mapping: ListMapping): Promise<void>;
  /** Newest first; the first is the one in use. */
  listRevisions(project: string): Promise<readonly ListRevision[]>;
  undoList(project: string): Promise<ListSummary>;
}

/** Long enough to send a large list over a slow connection, and for the server to read it. */
const UPLOAD_MS = 180_000;

function listQuery({ dryRun, skipProblems, conflicts }: ListOptions): string {
  const query = new URLSearchParams();
  if (dryRun === true) query.set("dryRun", "1");
  if (skipProblems === true) query.set("skipProblems", "1");
  if (conflicts !== undefined) query.set("conflicts", conflicts);
  return query.toString();
}

function listForm(file: File, { mapping }: ListOptions): FormData {
  const form = new FormData();
  form.set("file", file);
  if (mapping !== undefined) form.set("mapping", JSON.stringify(mapping));
  return form;
}

export function createListApi(options: ApiOptions = {}): ListApi {
  const { send, call } = createCalls(options);
  return {
    addProject: (body) => call("/projects", { method: "POST", body, once: true }),
    removeProject: async (project, ends) => {
      const query = ends ? "?presentations=end" : "";
      await send(ofProject(project) + query, { method: "DELETE", once: true });
    },
    putList: (project, file, options) =>
      call(`${ofProject(project)}/list?${listQuery(options)}`, {
        method: "PUT",
        body: listForm(file, options),
        once: true,
        silenceMs: UPLOAD_MS,
      }),
    setListMapping: async (project, body) => {
      await send(`${ofProject(project)}/list/mapping`, { method: "PUT", body });
    },
    listRevisions: async (project) => {
      const path = `${ofProject(project)}/list/revisions`;
      return (await call<ListRevisionsResponse>(path)).revisions;
    },
    undoList: (project) => call(`${ofProject(project)}/list/undo`, { method: "POST", once: true }),
  };
}
