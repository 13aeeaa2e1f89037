import { isId } from "../../schema/values/ids.ts";

/** Target of a link: a viewing (`/p/`) or its recap (`/r/`). */
export type LinkPage = "p" | "r";

/** The two halves of a link, `/p/<id>#<secret>`. */
export interface Invitation {
  readonly id: string;
  readonly secret: string;
}

/** Maximum length of a secret; longer ones are not ours and are not sent. */
const LONGEST_SECRET = 128;

/**
 * Reads the address; `undefined` when a half is missing. The secret stays in the fragment and is stored nowhere else: a
 * fragment is never sent to a server, survives a reload, and is kept by the browser's own share button.
 */
export function readInvitation(
  pathname: string,
  hash: string,
  page: LinkPage = "p",
): Invitation | undefined {
  const [, found, id = ""] = /^\/([pr])\/([^/]+)\/?$/.exec(pathname) ?? [];
  const secret = hash.replace(/^#/, "");
  const valid =
    found === page && isId(id) && /^[\w-]+$/.test(secret) && secret.length <= LONGEST_SECRET;
  return valid ? { id, secret } : undefined;
}
