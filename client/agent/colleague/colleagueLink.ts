import { isId } from "../../../schema/values/ids.ts";

/** A colleague's link, `/agent/join/<id>#<secret>`. */
export interface ColleagueLink {
  /** Of the presentation. */
  readonly id: string;
  /** Absent once it was used: then this device keeps the visit. */
  readonly secret: string | undefined;
}

const LONGEST_SECRET = 128;

/** `undefined`: not the address of a colleague's link. */
export function readColleagueLink(pathname: string, hash: string): ColleagueLink | undefined {
  const [, id = ""] = /^\/agent\/join\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (!isId(id)) return undefined;
  const secret = hash.replace(/^#/, "");
  const valid = /^[\w-]+$/.test(secret) && secret.length <= LONGEST_SECRET;
  return { id, secret: valid ? secret : undefined };
}
