/** Dialogs that the bar asks its page to open. */
export interface BarProps {
  readonly onInvite: () => void;
  readonly onInviteColleague: () => void;
  readonly onInspect: () => void;
  /** Absent while there is no presentation that this desk has just ended. */
  readonly onSendRecap: (() => void) | undefined;
}
