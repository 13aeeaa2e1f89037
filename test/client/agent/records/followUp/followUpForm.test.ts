import { describe, expect, test } from "vitest";
import {
  changeOfFields,
  fieldsOf,
} from "../../../../../client/agent/records/followUp/followUpForm.ts";

const EMPTY = { at: "", place: "", phone: "", email: "" };

describe("the fields of a follow-up", () => {
  test("give an appointment and a contact, and nothing when they are empty", () => {
    expect(changeOfFields(EMPTY)).toEqual({
      ok: true,
      value: { appointment: null, contact: null },
    });
    const changed = changeOfFields({
      at: "2026-12-01T09:30",
      place: " Sales gallery ",
      phone: "+971 (50) 123-45-67",
      email: "",
    });
    const at = new Date(2026, 11, 1, 9, 30).toISOString();
    expect(changed).toEqual({
      ok: true,
      value: {
        appointment: { at, minutes: 60, place: "Sales gallery" },
        contact: { phone: "+971501234567" },
      },
    });
  });

  test("report which of them are invalid", () => {
    const wrong = (more: object) => changeOfFields({ ...EMPTY, ...more });
    expect(wrong({ phone: "050 123 4567" })).toEqual({ ok: false, problem: ["phone"] });
    expect(wrong({ phone: "call me", email: "anna" })).toEqual({
      ok: false,
      problem: ["phone", "email"],
    });
  });

  test("show the stored follow-up, in local time", () => {
    const at = new Date(2026, 11, 1, 9, 30).toISOString();
    const kept = { notes: "", appointment: { at, minutes: 60 }, contact: { email: "a@b.ae" } };
    expect(fieldsOf(kept)).toEqual({
      at: "2026-12-01T09:30",
      place: "",
      phone: "",
      email: "a@b.ae",
    });
    expect(fieldsOf({ notes: "" })).toEqual(EMPTY);
  });
});
