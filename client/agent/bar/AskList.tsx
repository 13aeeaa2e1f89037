import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { equalJson } from "../../../schema/values/equalJson.ts";
import { browserClock } from "../../base/clock.ts";
import { useOpened } from "../../base/react/useOpened.ts";
import { useStore } from "../../base/react/useStore.ts";
import type { AgentSession } from "../../session/types.ts";
import { useViewWords } from "../../stage/useViewWords.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { openAskNotes, type AskNotes } from "../desk/buyers/askNotes.ts";
import { useDesk } from "../deskContext.ts";

interface AskListProps {
  readonly session: AgentSession;
  /** Whether opening a view shows it to buyers. */
  readonly mirrored: boolean;
}

/** "Olga would like to show B-1204", with the one press that opens it for all. */
export function AskList({ session, mirrored }: AskListProps) {
  const notes = useOpened(session, () => openAskNotes(session.viewers, browserClock));
  return (
    <output className="pointer-events-none absolute inset-x-0 top-0 z-(--z-banner) block">
      {notes !== undefined && <Notes notes={notes} mirrored={mirrored} />}
    </output>
  );
}

function Notes({ notes, mirrored }: { readonly notes: AskNotes; readonly mirrored: boolean }) {
  const { desk } = useDesk();
  const { t } = useTranslation(["agent", "common"]);
  const index = useStore(desk.index);
  const { view: here } = useStore(desk.state);
  const words = useViewWords(index);
  const shown = useStore(notes).filter(({ view, isMark }) => !isMark || !equalJson(view, here));
  return (
    <ul className="flex flex-col items-center gap-2 p-3">
      {shown.map(({ key, name, view, isMark }) => (
        <li
          key={key}
          className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-paper py-2 ps-4 pe-2 text-sm text-ink shadow-raised [animation:appear_var(--motion-panel)]"
        >
          <span className="min-w-0 py-1">
            {t(isMark ? "asks.points" : "asks.wants", {
              name: name === "" ? t("bar.guest") : `\u2068${name}\u2069`,
              place: words(view),
            })}
          </span>
          <Button
            variant={isMark ? "quiet" : "primary"}
            onPress={() => {
              notes.dismiss(key);
              desk.open(view);
            }}
          >
            {t(mirrored && !isMark ? "asks.show" : "asks.go")}
          </Button>
          <IconButton label={t("common:close")} onPress={() => notes.dismiss(key)}>
            <X aria-hidden="true" className="size-4" strokeWidth={1.5} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
