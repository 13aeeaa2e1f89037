import { useEffect, useState, type ReactNode } from "react";
import type { Clock } from "../base/clock.ts";

/** An agent who pages on is announced once, where they come to rest. */
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

/** Read out, not seen. */
function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
