import type { FollowUp, FollowUpChange } from "../../schema/protocol/followUp.ts";

/** What agents add to presentations for the time after them. Deleted with their presentation. */
export interface FollowUpStorage {
  /** `undefined`: nothing was added, or the presentation is not kept. */
  find(presentation: string): Promise<FollowUp | undefined>;
  /** Changes what the change names and nothing else. Nothing happens where the presentation is not kept. */
  change(presentation: string, change: FollowUpChange): Promise<void>;
}

/** As both engines' tables have it; an empty text stands for nothing. */
export interface FollowUpRow {
  readonly notes: string;
  readonly appointment: string;
  readonly contact: string;
}

export function toFollowUp({ notes, appointment, contact }: FollowUpRow): FollowUp {
  return {
    notes,
    ...(appointment !== "" && {
      appointment: JSON.parse(appointment) as NonNullable<FollowUp["appointment"]>,
    }),
    ...(contact !== "" && { contact: JSON.parse(contact) as NonNullable<FollowUp["contact"]> }),
  };
}

const textOf = (value: object | null | undefined): string | null =>
  value === undefined ? null : value === null ? "" : JSON.stringify(value);

/** The columns of a change; `null` stays as it is. */
export const toColumns = ({ notes, appointment, contact }: FollowUpChange) => ({
  notes: notes ?? null,
  appointment: textOf(appointment),
  contact: textOf(contact),
});
