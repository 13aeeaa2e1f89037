import { use, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Like } from "../../schema/api.ts";
import { indexProject, type ProjectIndex } from "../../schema/projectIndex.ts";
import { openAgentSession } from "../session/agentSession.ts";
import { browserClock } from "../session/clock.ts";
import { InspectorContext } from "../session/inspectorSlot.ts";
import { createStore, useStore } from "../session/store.ts";
import { Button } from "../ui/Button.tsx";
import { useWords } from "../ui/words.ts";
import { openDesk, type Desk } from "./desk.ts";
import { DeskPage } from "./DeskPage.tsx";
import { createNotices, type Notices } from "./notices.ts";
import type { Address } from "./place.ts";
import { openPresentingMemory } from "./presentingMemory.ts";
import type { SignIn } from "./signIn.ts";
import { useErrorWords } from "./useErrorWords.ts";
import { useLoaded } from "./useLoaded.ts";

interface DevelopmentPageProps {
  readonly project: string;
  readonly signIn: SignIn;
  readonly address: Address;
  readonly onAllProjects: (() => void) | undefined;
}

/** One development: its catalogue, then the desk. */
export function DevelopmentPage({ project, signIn, address, onAllProjects }: DevelopmentPageProps) {
  const { t } = useTranslation("common");
  const { t: agent } = useTranslation("agent");
  const errorWords = useErrorWords();
  const loaded = useLoaded(signIn.api, async (api) => indexProject(await api.project(project)));
  const opened = useDesk(loaded.value, signIn, address);
  if (loaded.error !== undefined) {
    return (
      <main className="flex min-h-dvh flex-col items-start justify-center gap-6 px-[12vw]">
        <p role="alert" className="max-w-[34rem] text-lg">
          {errorWords(loaded.error)}
        </p>
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" onPress={loaded.retry}>
            {t("retry")}
          </Button>
          {onAllProjects !== undefined && (
            <Button onPress={onAllProjects}>{agent("desk.allProjects")}</Button>
          )}
        </div>
      </main>
    );
  }
  if (opened === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return (
    <DeskPage
      desk={opened.desk}
      api={signIn.api}
      notices={opened.notices}
      onAllProjects={onAllProjects}
      onSignOut={signIn.signOut}
    />
  );
}

interface Opened {
  readonly desk: Desk;
  readonly notices: Notices;
}

function useDesk(index: ProjectIndex | undefined, signIn: SignIn, address: Address) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const tap = use(InspectorContext)?.tap;
  const [slot] = useState(() => createStore<Opened | undefined>(undefined));
  const sayOver = useEffectEvent((notices: Notices, reason: "ended" | "expired") =>
    notices.show({ text: t(reason === "ended" ? "bar.overEnded" : "bar.overExpired") }),
  );
  const sayLost = useEffectEvent((notices: Notices, error: unknown, act: () => void) =>
    notices.show({ text: errorWords(error), action: { label: t("bar.rejoin"), act } }),
  );
  const words = useWords();
  const sayLike = useEffectEvent((notices: Notices, desk: Desk, { unit: id, name }: Like) => {
    const unit = desk.index.get().units.get(id);
    if (unit === undefined) return;
    const home = words.unitShort(unit);
    const listed = desk.state.get().shortlist.includes(id);
    const act = () => desk.intend({ kind: "shortlist", unit: id, listed: true });
    notices.show({
      text: t("likes.new", { name: name === "" ? t("bar.guest") : name, home }),
      ...(!listed && { action: { label: t("likes.shortlist"), act } }),
    });
  });
  const sayHeldBack = useEffectEvent((notices: Notices) => notices.show({ text: t("heldBack") }));
  useEffect(() => {
    if (index === undefined) return undefined;
    const notices = createNotices(browserClock);
    const desk: Desk = openDesk({
      index,
      api: signIn.api,
      address,
      memory: openPresentingMemory(sessionStorage),
      openSession: (room, token, renewToken) =>
        openAgentSession({ origin: location.origin, room, token, renewToken, tap }),
      onOver: (reason) => sayOver(notices, reason),
      onLike: (like) => sayLike(notices, desk, like),
      onHeldBack: () => sayHeldBack(notices),
    });
    const resume = () => {
      desk.presenting.resume().catch((error: unknown) => sayLost(notices, error, resume));
    };
    resume();
    slot.set({ desk, notices });
    return () => {
      notices.dismiss();
      desk.close();
      slot.set(undefined);
    };
  }, [index, signIn, address, slot, tap]);
  return useStore(slot);
}
