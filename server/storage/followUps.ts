import type { FollowUp, FollowUpChange } from "../../schema/protocol/followUp.ts";

/** Notes, appointments and contacts that agents add after a presentation. Deleted with it. */
export interface FollowUpStorage {
  /** `undefined`: nothing was added, or the presentation does not exist. */
  find(presentation: string): Promise<FollowUp | undefined>;
  /** Changes only the fields that the change contains. Ignored for an unknown presentation. */
  change(presentation: string, change: FollowUpChange): Promise<void>;
}

/** A row of both engines' tables; an empty text means absent. */
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

/** The columns of a change; `null` keeps a column's value. */
export const toColumns = ({ notes, appointment, contact }: FollowUpChange) => ({
  notes: notes ?? null,
  appointment: textOf(appointment),
  contact: textOf(contact),
});
