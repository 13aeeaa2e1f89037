import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

export interface SegmentedProps<Value extends string> {
  /** The accessible name of the group. */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly size?: "desk" | "phone";
  /** Over an image: no edge, a shadow instead. */
  readonly raised?: boolean;
  readonly className?: string;
}

/** A choice of exactly one of a few options. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onChange,
  size = "desk",
  raised = false,
  className = "",
}: SegmentedProps<Value>) {
  const edge = raised ? "shadow-raised bg-paper" : "border border-control bg-paper";
  const height = size === "desk" ? "min-h-(--target-desk) text-sm" : "min-h-(--target) text-md";
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen !== undefined) onChange(chosen.value);
      }}
      className={`inline-flex max-w-full flex-wrap rounded-sm ${edge} ${className}`}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          className={`flex-auto px-4 whitespace-nowrap text-ink first:rounded-s-sm last:rounded-e-sm data-hovered:bg-recess data-selected:bg-ink data-selected:text-on-ink ${height}`}
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
