import { useEffect, useState, type ReactNode } from "react";
import type { Clock } from "../base/clock.ts";

/** An agent who pages through views is announced once, at the last one. */
const REST_MS = 700;

export interface AnnouncerProps {
  /** `undefined`: no announcement. */
  readonly text: string | undefined;
  readonly clock: Clock;
}

/** A polite live region for screen readers. */
export function Announcer({ text, clock }: AnnouncerProps) {
  const [said, setSaid] = useState("");
  useEffect(
    () => (text === undefined ? undefined : clock.after(REST_MS, () => setSaid(text))),
    [text, clock],
  );
  return (
    <VisuallyHidden>
      <output>{said}</output>
    </VisuallyHidden>
  );
}

/** Content for screen readers only. */
function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
