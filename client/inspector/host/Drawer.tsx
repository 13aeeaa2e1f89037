import { memo } from "react";
import { useStore } from "../../base/react/useStore.ts";
import type { InspectorDrawerProps } from "../../session/inspectorSlot.ts";
import { Inspector } from "../Inspector.tsx";
import { PastStage } from "./PastStage.tsx";
import { presentationReader } from "./presentationReader.ts";
import { agentTap } from "./agentTap.ts";
import { useInspectorSession } from "./useInspectorSession.ts";

/**
 * The inspector as a drawer over the desk. It inspects the document, socket and injected faults of the presenting agent's
 * own page; the room's events arrive over a second connection with the inspector role. It schedules its own renders,
 * independently of the desk's.
 */
export const Drawer = memo(function Drawer({
  open,
  onClose,
  presentation,
  api,
  index,
  connection,
}: InspectorDrawerProps) {
  const replica = useStore(agentTap.replica);
  const entry = useInspectorSession(api, presentation);
  if (replica === undefined || entry.kind === "opening") return undefined;
  return (
    <aside
      hidden={!open}
      className="fixed inset-x-0 bottom-0 z-(--z-inspector) flex h-[70dvh] flex-col border-t border-line-strong shadow-sheet max-md:h-[85dvh] [&[hidden]]:hidden"
    >
      <Inspector
        doc={replica.doc}
        awareness={replica.awareness}
        events={entry.kind === "open" ? entry.tap.events : undefined}
        connection={{ state: connection, wire: agentTap.wire }}
        faults={agentTap.faults}
        reader={presentationReader}
        room={entry.kind === "open" ? entry.room : undefined}
        onClose={onClose}
        drawn={open}
        renderStage={(doc, moment) =>
          moment !== undefined && (
            <div
              inert
              className="absolute inset-x-0 bottom-full h-[calc(30dvh-var(--bar))] overflow-hidden border-b-2 border-dashed border-gold-mark bg-ground max-md:hidden"
              data-theme={document.documentElement.dataset["theme"]}
            >
              <PastStage doc={doc} index={index} form="desk" />
            </div>
          )
        }
      />
    </aside>
  );
});
