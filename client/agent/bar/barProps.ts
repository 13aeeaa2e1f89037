/** What the bar asks its page to open. */
export interface BarProps {
  readonly onInvite: () => void;
  readonly onInviteColleague: () => void;
  readonly onInspect: () => void;
}
