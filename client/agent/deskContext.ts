import { createContext, use } from "react";
import type { Desk } from "./desk/desk.ts";
import type { Notices } from "./desk/notices.ts";

/** An open desk with its notices. Both stay the same objects for as long as it is open; what changes is in their stores. */
export interface OpenedDesk {
  readonly desk: Desk;
  readonly notices: Notices;
}

export const DeskContext = createContext<OpenedDesk | undefined>(undefined);

/** The desk that a component is part of. Throws outside `DeskPage`. */
export function useDesk(): OpenedDesk {
  const opened = use(DeskContext);
  if (opened === undefined) throw new Error("useDesk is called outside a DeskPage");
  return opened;
}
