import type { ReactNode } from "react";

interface ChoicesProps<Value extends string | number> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly value: Value | undefined;
  readonly onChoose: (value: Value) => void;
  /** With borders: each button is independent. */
  readonly edged?: boolean;
}

/** A row of buttons, one of them chosen. */
export function Choices<Value extends string | number>(props: ChoicesProps<Value>) {
  const { label, options, value, onChoose, edged = false } = props;
  const edge = edged
    ? "flex-1 min-h-8 border border-control whitespace-nowrap aria-pressed:bg-ink aria-pressed:text-on-ink"
    : "min-h-7 text-ink-2 aria-pressed:bg-recess aria-pressed:text-ink";
  return (
    <fieldset className={`flex flex-wrap ${edged ? "gap-2" : ""}`}>
      <legend className={edged ? "pb-1 text-xs text-ink-2" : "sr-only"}>{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={value === option.value}
          onClick={() => onChoose(option.value)}
          className={`rounded-sm px-2 text-xs hover:bg-recess max-md:min-h-11 ${edge}`}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
