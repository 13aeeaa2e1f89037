import { useState } from "react";
import { withoutBase } from "../base/basePath.ts";
import { AgentPage } from "../agent/AgentPage.tsx";
import { readColleagueLink } from "../agent/colleague/colleagueLink.ts";
import { ColleaguePage } from "../agent/colleague/ColleaguePage.tsx";
import { inspectorSlot } from "../inspector/host/slot.ts";
import { InspectorContext } from "../session/inspectorSlot.ts";
import { loadedPart } from "../ui/parts/loadedPart.tsx";
import type { Theme } from "../ui/theme.ts";
import "../ui/styles/styles.css";

const Inspect = loadedPart(
  async () => (await import("../inspector/host/InspectPage.tsx")).InspectPage,
);

/** The desk with a slot for the inspector, whose code is loaded when it is first opened. */
export function DeskRoot({ theme }: { readonly theme: Theme }) {
  const [link] = useState(() => readColleagueLink(withoutBase(location.pathname), location.hash));
  if (link !== undefined) return <ColleaguePage theme={theme} link={link} />;
  return (
    <InspectorContext value={inspectorSlot}>
      <AgentPage theme={theme} Inspect={Inspect} />
    </InspectorContext>
  );
}
