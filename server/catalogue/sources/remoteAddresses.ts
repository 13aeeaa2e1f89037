import { createHash } from "node:crypto";
import { extname } from "node:path";
import { frameFiles } from "../../../schema/catalogue/around.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { addressFault } from "../../net/publicAddress.ts";

/** The entries of a project that hold the address of a picture. */
const PICTURES: ReadonlySet<string> = new Set(["src", "srcDark", "frames", "framesDark"]);
/** Entries that are not searched: there may be 50,000 homes, and a custom view's data belongs to its page. */
const WITHOUT: ReadonlySet<string> = new Set(["units", "hotspots"]);
const ABSOLUTE = /^[a-z][a-z\d+.-]*:\/\//i;
/** Stands for the number of an orbit's frame, in an address as in a path. */
const FRAME = "{n}";

export interface RemoteAddresses {
  /** The project with addresses of other servers' pictures replaced by paths of this one. */
  readonly project: unknown;
  /** Address by path below `/media/<project>/`; those of orbits have `{n}` for the number of a frame in both. */
  readonly pictures: ReadonlyMap<string, string>;
  /** One sentence for each address that may not be requested. */
  readonly faults: readonly string[];
}

export interface RemoteAddressOptions {
  /** The address of all pictures here: `/media` below the base path. */
  readonly mediaPath: string;
  readonly allowPrivate: boolean;
}

/** Equal for equal addresses. Keeps the extension, by which drawings are recognised. */
function nameOf(address: string): string {
  const digest = createHash("sha256").update(address).digest("hex").slice(0, 32);
  const frame = address.includes(FRAME) ? `-${FRAME}` : "";
  const ending = /^\.[a-z]{2,5}$/i.exec(extname(new URL(address).pathname))?.[0] ?? "";
  return `remote/${digest}${frame}${ending.toLowerCase()}`;
}

/** Gives a host's pictures on other servers paths here, because pages load pictures from this server only. */
export function takeRemoteAddresses(
  project: unknown,
  id: string,
  { mediaPath, allowPrivate }: RemoteAddressOptions,
): RemoteAddresses {
  const pictures = new Map<string, string>();
  const faults: string[] = [];

  const take = (address: string, at: string): string => {
    const fault = addressFault(address, allowPrivate);
    if (fault !== undefined) {
      faults.push(`${at}: ${fault}`);
      return address;
    }
    const name = nameOf(address);
    pictures.set(name, address);
    return `${mediaPath}/${id}/${name}`;
  };
  const walk = (value: unknown, at: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${at}${index}.`));
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]) => {
        if (WITHOUT.has(key)) return [key, inner];
        const isRemote = PICTURES.has(key) && typeof inner === "string" && ABSOLUTE.test(inner);
        return [key, isRemote ? take(inner, at + key) : walk(inner, `${at}${key}.`)];
      }),
    );
  };
  return { project: walk(project, ""), pictures, faults };
}

/** The addresses, with each orbit's pattern expanded to its frames. */
export function withFrames(
  pictures: ReadonlyMap<string, string>,
  { id, orbits = [] }: Project,
  mediaPath: string,
): ReadonlyMap<string, string> {
  const folder = `${mediaPath}/${id}/`;
  const all = new Map(pictures);
  for (const orbit of orbits) {
    for (const pattern of [orbit.frames, orbit.framesDark]) {
      const name = pattern?.startsWith(folder) === true ? pattern.slice(folder.length) : "";
      const address = pictures.get(name);
      if (address === undefined) continue;
      all.delete(name);
      const addresses = frameFiles(address, orbit);
      frameFiles(name, orbit).forEach((file, index) => all.set(file, addresses[index] ?? ""));
    }
  }
  return all;
}
