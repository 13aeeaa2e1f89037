import { Suspense, use, useEffect, useState, type ReactNode } from "react";
import { useStore } from "../base/react/useStore.ts";
import { InspectorContext } from "../session/inspectorSlot.ts";
import type { Api } from "../session/api.ts";
import type { AgentSession } from "../session/types.ts";
import { Part } from "../ui/parts/Part.tsx";
import { useDesk } from "./deskContext.ts";

interface InspectorHostProps {
  readonly api: Api;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/**
 * Ctrl+I, and the inspector's slot, if this page has one. The key is read by its position, because other layouts have other
 * letters there. Once opened, the inspector stays and records.
 */
export function InspectorHost({ api, open, onToggle }: InspectorHostProps): ReactNode {
  const { desk } = useDesk();
  const Drawer = use(InspectorContext)?.Drawer;
  const presenting = useStore(desk.presenting.state);
  const index = useStore(desk.index);
  const [session, setSession] = useState<AgentSession>();
  const [opened, setOpened] = useState(open);
  useEffect(() => {
    const onKey = (pressed: KeyboardEvent) => {
      const { ctrlKey, metaKey, shiftKey, altKey, code } = pressed;
      if (!(ctrlKey || metaKey) || shiftKey || altKey || code !== "KeyI") return;
      pressed.preventDefault();
      onToggle();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onToggle]);
  if (presenting.kind === "live" && presenting.session !== session) setSession(presenting.session);
  if (open && !opened) setOpened(true);
  if (Drawer === undefined || presenting.kind === "idle" || !opened || session === undefined) {
    return undefined;
  }
  return (
    <Part look="over" resetKey={open} onClose={onToggle}>
      <Suspense>
        <Drawer
          key={presenting.presented.id}
          open={open}
          onClose={onToggle}
          presentation={presenting.presented.id}
          api={api}
          index={index}
          connection={session.connection}
        />
      </Suspense>
    </Part>
  );
}
