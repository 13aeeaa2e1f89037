import { useEffect, useRef, type ComponentProps } from "react";

export interface FieldProps extends Omit<ComponentProps<"input">, "className"> {
  /** The element's id and its name in the form. */
  readonly id: string;
  readonly label: string;
  /** Beside the label: "(optional)". */
  readonly note?: string;
  /** Under the field. */
  readonly hint?: string | undefined;
  /** Replaces the hint and takes the focus. */
  readonly mistake?: string | undefined;
}

/** One line to type in, 17 px so that iOS does not zoom the page. */
export function Field({ id, label, note, hint, mistake, ...input }: FieldProps) {
  const element = useRef<HTMLInputElement>(null);
  const below = mistake ?? hint;
  useEffect(() => {
    if (mistake !== undefined) element.current?.select();
  }, [mistake]);
  return (
    <div className="mt-5">
      <label htmlFor={id} className="block text-md text-ink-2">
        {label} {note !== undefined && <span className="text-ink-3">{note}</span>}
      </label>
      <input
        {...input}
        ref={element}
        id={id}
        name={id}
        aria-invalid={mistake !== undefined}
        aria-describedby={below === undefined ? undefined : `${id}-below`}
        className={`mt-2 min-h-(--action) w-full rounded-sm border bg-paper px-4 text-lg text-ink placeholder:text-ink-3 ${mistake === undefined ? "border-control" : "border-ink"}`}
      />
      {below !== undefined && (
        <p
          id={`${id}-below`}
          role={mistake === undefined ? undefined : "alert"}
          className={`mt-2 text-md ${mistake === undefined ? "text-ink-3" : "text-ink"}`}
        >
          {below}
        </p>
      )}
    </div>
  );
}
