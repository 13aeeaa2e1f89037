import type { PictureUploads } from "../catalogue/uploads/uploads.ts";
import { Problem } from "../http/problem.ts";

const refuse = (): Promise<never> =>
  Promise.reject(
    new Problem("unavailable", { detail: "Pictures of this deployment come with its packs" }),
  );

/** Uploads for a platform that cannot decode pictures: always empty, and additions are refused. */
export const openNoUploads = (): PictureUploads => ({
  list: async () => [],
  add: refuse,
  place: refuse,
  remove: async () => "missing",
  addressOf: () => "",
  receive: refuse,
});
