import { use, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Like } from "../../schema/protocol/api.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import { openAgentSession } from "../session/agentSession.ts";
import { isLost, whenBack } from "../session/askAgain.ts";
import { serverAddress } from "../base/basePath.ts";
import { serverTime, browserClock } from "../base/clock.ts";
import { InspectorContext } from "../session/inspectorSlot.ts";
import { browserPage } from "../base/pageSignals.ts";
import { useOpened } from "../base/react/useOpened.ts";
import { useWords } from "../ui/text/words.ts";
import { BridgeContext } from "./embed/bridgeContext.ts";
import { bridgeDesk } from "./embed/bridgeDesk.ts";
import { watchArrivals, type Arrival } from "./desk/buyers/arrivals.ts";
import { openDesk, type Desk, type DeskOptions } from "./desk/desk.ts";
import { watchExpiry } from "./desk/expiry.ts";
import { createNotices, type Notices } from "./desk/notices.ts";
import type { OpenedDesk } from "./deskContext.ts";
import type { OverReason } from "./desk/presenting.ts";
import { useErrorWords } from "./parts/useErrorWords.ts";
import { usePresenterName } from "./parts/usePresenterName.ts";

/** The dependencies of a desk that differ between pages. */
export interface DeskServices extends Pick<
  DeskOptions,
  "holder" | "api" | "listLikes" | "listMoments" | "address" | "memory"
> {
  /** Called when the presentation is over; by default the desk shows a notice and stays. */
  readonly onOver?: (reason: OverReason) => void;
  /** Calls back when the agent has another name. Returns a function that unsubscribes. Absent: it never changes. */
  readonly onRename?: (renamed: () => void) => () => void;
}

/** Poll intervals of the expiry: an agent usually extends it on this page, a colleague never does. */
const OWN_EXPIRY_MS = 60_000;
const COLLEAGUE_EXPIRY_MS = 15_000;

const OVER = {
  ended: "bar.overEnded",
  expired: "bar.overExpired",
  withdrawn: "bar.overEnded",
} as const;

/** Opens the desk of a loaded development and resumes the presentation that this tab had before a reload. */
export function useOpenedDesk(
  index: ProjectIndex | undefined,
  services: DeskServices,
): OpenedDesk | undefined {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const tap = use(InspectorContext)?.tap;
  const bridge = use(BridgeContext);
  const sayOver = useEffectEvent((notices: Notices, reason: OverReason) => {
    if (services.onOver === undefined) notices.show({ text: t(OVER[reason]) });
    else services.onOver(reason);
  });
  const sayLost = useEffectEvent((notices: Notices, error: unknown, act: () => void) =>
    notices.show({ text: errorWords(error), action: { label: t("bar.rejoin"), act } }),
  );
  const sayFailed = useEffectEvent((notices: Notices, error: unknown) =>
    notices.show({ text: errorWords(error) }),
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
  const sayWrongPins = useEffectEvent((notices: Notices, count: number) =>
    notices.show({ text: t("wrongPins", { count }) }),
  );
  const nameOf = usePresenterName();
  const sayArrival = useEffectEvent((notices: Notices, arrival: Arrival, name: string) =>
    notices.show({ text: t(`presenters.${arrival}`, { name: nameOf({ name }) }) }),
  );
  return useOpened(index, (loaded) => {
    const notices = createNotices(browserClock);
    const desk: Desk = openDesk({
      ...services,
      index: loaded,
      now: serverTime.now,
      openSession: (room, token, renewToken) =>
        openAgentSession({ origin: serverAddress(), room, token, renewToken, tap }),
      onOver: (reason) => sayOver(notices, reason),
      onLike: (like) => {
        sayLike(notices, desk, like);
        bridge?.send({ type: "heart", unit: like.unit });
      },
      onHidden: () => sayHeldBack(notices),
    });
    const stopBridge = bridge && bridgeDesk(bridge, desk, (error) => sayFailed(notices, error));
    let stopWaiting = () => {};
    const resume = () => {
      stopWaiting();
      desk.presenting.resume().catch((error: unknown) => {
        sayLost(notices, error, resume);
        if (isLost(error)) stopWaiting = whenBack(resume);
      });
    };
    resume();
    // A presentation that is open continues under the agent's new name.
    const stopRenames = services.onRename?.(() => {
      desk.presenting.enterAnew().catch((error: unknown) => sayFailed(notices, error));
    });
    const stopArrivals = watchArrivals(desk.presenting, (arrival, name) =>
      sayArrival(notices, arrival, name),
    );
    const stopExpiry = watchExpiry({
      api: services.api,
      presenting: desk.presenting,
      onWrongPins: (count) => sayWrongPins(notices, count),
      periodMs: services.holder.kind === "owner" ? OWN_EXPIRY_MS : COLLEAGUE_EXPIRY_MS,
      clock: browserClock,
      page: browserPage,
    });
    return {
      desk,
      notices,
      close: () => {
        stopBridge?.();
        stopWaiting();
        stopExpiry();
        stopArrivals();
        stopRenames?.();
        notices.dismiss();
        desk.close();
      },
    };
  });
}
