import * as v from "valibot";
import {
  Contact,
  type FollowUp,
  type FollowUpChange,
} from "../../../../schema/protocol/followUp.ts";
import { fail, succeed, type Result } from "../../../../schema/values/result.ts";

/** The values of the form's fields; empty: not given. */
export interface FollowUpFields {
  /** Local time: "2026-12-01T09:30". */
  readonly at: string;
  readonly place: string;
  readonly phone: string;
  readonly email: string;
}

const pad = (value: number) => String(value).padStart(2, "0");

function localTime(iso: string): string {
  const date = new Date(iso);
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

export const fieldsOf = ({ appointment, contact }: FollowUp): FollowUpFields => ({
  at: appointment === undefined ? "" : localTime(appointment.at),
  place: appointment?.place ?? "",
  phone: contact?.phone ?? "",
  email: contact?.email ?? "",
});

/** The change described by the fields, or the invalid fields. */
export function changeOfFields(
  fields: FollowUpFields,
): Result<
  Required<Pick<FollowUpChange, "appointment" | "contact">>,
  readonly ("phone" | "email")[]
> {
  const [at, place, phone, email] = [fields.at, fields.place, fields.phone, fields.email].map(
    (field) => field.trim(),
  ) as [string, string, string, string];
  const contact = v.safeParse(Contact, { ...(phone && { phone }), ...(email && { email }) });
  if (!contact.success) {
    const wrong = new Set(contact.issues.map((issue) => v.getDotPath(issue)));
    return fail((["phone", "email"] as const).filter((field) => wrong.has(field)));
  }
  const isEmpty = Object.keys(contact.output).length === 0;
  return succeed({
    appointment:
      at === "" ? null : { at: new Date(at).toISOString(), minutes: 60, ...(place && { place }) },
    contact: isEmpty ? null : contact.output,
  });
}
