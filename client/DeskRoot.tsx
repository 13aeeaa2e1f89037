import { AgentPage } from "./agent/AgentPage.tsx";
import { inspectorSlot } from "./inspector/slot.ts";
import { InspectorContext } from "./session/inspectorSlot.ts";
import type { Theme } from "./ui/theme.ts";

/** The desk with the inspector's place in it; the inspector itself is loaded when it is opened. */
export function DeskRoot({ theme }: { readonly theme: Theme }) {
  return (
    <InspectorContext value={inspectorSlot}>
      <AgentPage theme={theme} />
    </InspectorContext>
  );
}
