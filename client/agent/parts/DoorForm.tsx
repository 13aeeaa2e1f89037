import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";

interface DoorFormProps {
  /** The fields. */
  readonly children: ReactNode;
  /** The button's label. */
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: () => void;
  /** Below the button. */
  readonly note?: ReactNode;
}

/** A few fields and one button: signing in, entering a name, joining as a colleague. */
export function DoorForm({ children, submit, busy, onSubmit, note }: DoorFormProps) {
  return (
    <form
      className="flex w-full max-w-[26rem] flex-col items-start gap-6"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <Button type="submit" variant="primary" busy={busy} size="form">
        {submit}
      </Button>
      {note}
    </form>
  );
}
