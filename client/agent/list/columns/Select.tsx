import { useId } from "react";

interface SelectProps<Value extends string> {
  readonly label: string;
  /** The label is for screen readers only, where sighted readers see what the field belongs to. */
  readonly isLabelHidden?: boolean;
  readonly value: Value | "";
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
  readonly className?: string;
}

/** A native select: phones show a wheel for it, and a table of columns needs dozens. */
export function Select<Value extends string>({
  label,
  isLabelHidden = false,
  value,
  placeholder,
  options,
  disabled = false,
  onChange,
  className = "",
}: SelectProps<Value>) {
  const id = useId();
  return (
    <span className={`flex flex-col gap-1 ${className}`}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-sm text-ink"}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className="min-h-(--target-desk) w-full rounded-sm border border-control bg-paper px-2 text-sm text-ink max-md:min-h-(--target)"
      >
        {value === "" && (
          <option value="" disabled>
            {placeholder ?? ""}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
