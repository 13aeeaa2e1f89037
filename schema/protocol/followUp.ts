import * as v from "valibot";

/** A meeting after a presentation. */
export const Appointment = v.object({
  /** ISO 8601. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(24 * 60)), 60),
  place: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
});
export type Appointment = Readonly<v.InferOutput<typeof Appointment>>;

/** An agent's contact data for buyers: a number in international form, `+971501234567`, and a mail address. */
export const Contact = v.object({
  phone: v.optional(
    v.pipe(
      v.string(),
      v.transform((typed) => typed.replace(/[\s().-]/g, "")),
      v.regex(/^\+[1-9]\d{6,14}$/),
    ),
  ),
  email: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(254), v.email())),
});
export type Contact = Readonly<v.InferOutput<typeof Contact>>;

/** An agent's additions to a finished presentation. Only agents see the notes. */
export interface FollowUp {
  readonly notes: string;
  readonly appointment?: Appointment;
  readonly contact?: Contact;
}

export const MAX_NOTES_LENGTH = 4000;

/** Absent members stay unchanged; `null` removes an appointment or a contact. */
export const FollowUpChange = v.strictObject({
  notes: v.optional(v.pipe(v.string(), v.maxLength(MAX_NOTES_LENGTH))),
  appointment: v.optional(v.nullable(Appointment)),
  contact: v.optional(v.nullable(Contact)),
});
export type FollowUpChange = Readonly<v.InferOutput<typeof FollowUpChange>>;
