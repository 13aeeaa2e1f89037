import { useMemo, useSyncExternalStore } from "react";
import { withoutBase } from "../base/basePath.ts";
import { readInvitation, type Invitation, type LinkPage } from "./link.ts";

const readHash = () => window.location.hash;
const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

/** The invitation in the address bar; a link pasted over an open page takes effect at once. */
export function useInvitation(page: LinkPage = "p"): Invitation | undefined {
  const hash = useSyncExternalStore(subscribe, readHash, readHash);
  return useMemo(
    () => readInvitation(withoutBase(window.location.pathname), hash, page),
    [hash, page],
  );
}
