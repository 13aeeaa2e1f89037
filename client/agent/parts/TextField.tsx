import { Input, Label, TextField as AriaTextField } from "react-aria-components";
import { useId } from "react";
import { focusFirst } from "./focusFirst.ts";

export interface TextFieldProps {
  readonly label: string;
  readonly note?: string;
  /** Under the field. */
  readonly hint?: string | undefined;
  /** Replaces the hint. */
  readonly mistake?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "password" | "tel" | "email" | "url" | "datetime-local";
  readonly autoComplete?: string;
  /** Has the focus when it appears. */
  readonly focused?: boolean;
  readonly maxLength?: number;
}

export function TextField({
  label,
  note,
  hint,
  mistake,
  focused = false,
  ...field
}: TextFieldProps) {
  const below = useId();
  const said = mistake ?? hint;
  return (
    <AriaTextField
      {...field}
      ref={focused ? focusFirst : null}
      isInvalid={mistake !== undefined}
      className="flex flex-col gap-2"
    >
      <Label className="text-sm text-ink">
        {label} {note !== undefined && <span className="text-ink-3">{note}</span>}
      </Label>
      <Input
        aria-describedby={said === undefined ? undefined : below}
        className="min-h-(--target) w-full rounded-sm border border-control bg-paper px-3 text-lg text-ink data-invalid:border-danger md:text-md"
      />
      {said !== undefined && (
        <p
          id={below}
          role={mistake === undefined ? undefined : "alert"}
          className={`text-sm ${mistake === undefined ? "text-ink-3" : "text-danger"}`}
        >
          {said}
        </p>
      )}
    </AriaTextField>
  );
}
