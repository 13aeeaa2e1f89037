import type {
  PicturePlace,
  PicturesResponse,
  UploadedPicture,
} from "../../schema/catalogue/uploads.ts";
import { createCalls, ofProject, type ApiOptions } from "./api.ts";

/** Calls of editors of a development's pictures. Each rejects with an `ApiError`. */
export interface PictureApi {
  /** In the order in which they came. */
  pictures(project: string): Promise<readonly UploadedPicture[]>;
  /** Placed by its name; one of the same name is replaced. */
  addPicture(project: string, file: File): Promise<UploadedPicture>;
  placePicture(project: string, file: string, place: PicturePlace): Promise<UploadedPicture>;
  deletePicture(project: string, file: string): Promise<void>;
  /** The development as a pack's folder, a ZIP archive. */
  exportPack(project: string): Promise<Blob>;
}

/** Long enough to send a large picture over a slow connection, and for the server to decode it. */
const UPLOAD_MS = 300_000;

export function createPictureApi(options: ApiOptions = {}): PictureApi {
  const { send, call } = createCalls(options);
  const of = (project: string, picture: string) =>
    `${ofProject(project)}/pictures/${encodeURIComponent(picture)}`;
  return {
    pictures: async (project) =>
      (await call<PicturesResponse>(`${ofProject(project)}/pictures`)).pictures,
    addPicture: (project, file) =>
      call(of(project, file.name), {
        method: "PUT",
        // Never JSON, whatever type the browser gives the file.
        body: new Blob([file], { type: "application/octet-stream" }),
        silenceMs: UPLOAD_MS,
      }),
    placePicture: (project, file, place) =>
      call(of(project, file), { method: "PATCH", body: { place } }),
    exportPack: async (project) =>
      (await send(`${ofProject(project)}/pack`, { silenceMs: UPLOAD_MS })).blob(),
    deletePicture: async (project, file) => {
      await send(of(project, file), { method: "DELETE" });
    },
  };
}
