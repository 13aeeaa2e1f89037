import { useState } from "react";

interface FigureInputProps {
  readonly label: string;
  /** What it says while nobody types. */
  readonly text: string;
  readonly onCommit: (text: string) => void;
  readonly form: "desk" | "phone";
}

/** A figure that reads like text until it is typed over. Enter or leaving takes it over, Escape does not. */
export function FigureInput({ label, text, onCommit, form }: FigureInputProps) {
  const [typed, setTyped] = useState<string | undefined>();
  const leave = () => {
    if (typed !== undefined && typed !== text) onCommit(typed);
    setTyped(undefined);
  };
  const shown = typed ?? text;
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      size={Math.max(2, shown.length)}
      value={shown}
      onFocus={(focus) => focus.target.select()}
      onChange={(change) => setTyped(change.target.value)}
      onBlur={leave}
      onKeyDown={(key) => {
        if (key.key === "Enter") leave();
        if (key.key === "Escape") setTyped(undefined);
      }}
      className={`min-w-0 rounded-xs border-b border-transparent bg-transparent text-center text-ink [field-sizing:content] hover:border-control focus:border-ink ${form === "phone" ? "min-h-(--target) min-w-(--target)" : ""}`}
    />
  );
}
