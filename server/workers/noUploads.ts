import type { PictureUploads } from "../catalogue/uploads/uploads.ts";
import { Problem } from "../http/problem.ts";

const refuse = (): Promise<never> =>
  Promise.reject(
    new Problem("unavailable", { detail: "Pictures of this deployment come with its packs" }),
  );

/** Uploads where nothing can decode a picture: there are none, and none is taken. */
export const openNoUploads = (): PictureUploads => ({
  list: async () => [],
  add: refuse,
  place: refuse,
  remove: async () => "missing",
  addressOf: () => "",
  receive: refuse,
});
