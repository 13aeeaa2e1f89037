import { Field, type FieldProps } from "./Field.tsx";

const LONGEST_PIN = 8;

/** Asks for a presentation's PIN, on a keyboard of digits. */
export function PinField(props: Pick<FieldProps, "label" | "hint" | "mistake">) {
  return (
    <Field
      {...props}
      id="pin"
      inputMode="numeric"
      pattern="[0-9]*"
      autoComplete="one-time-code"
      enterKeyHint="go"
      required
      dir="ltr"
      maxLength={LONGEST_PIN}
    />
  );
}
