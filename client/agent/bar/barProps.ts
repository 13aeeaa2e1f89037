import type { Presenter, ViewerPresence } from "../../session/types.ts";
import type { Desk } from "../desk/desk.ts";
import type { Notices } from "../desk/notices.ts";

/** What each state of the bar takes. */
export interface BarProps {
  readonly desk: Desk;
  readonly viewers: readonly ViewerPresence[];
  readonly presenters: readonly Presenter[];
  readonly notices: Notices;
  readonly onInvite: () => void;
  readonly onInviteColleague: () => void;
  readonly onInspect: () => void;
}
