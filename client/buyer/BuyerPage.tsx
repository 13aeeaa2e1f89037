import { Suspense, useCallback, useEffect, useState } from "react";
import { getI18n, useTranslation } from "react-i18next";
import { useStore } from "../base/react/useStore.ts";
import { prefetchPicture } from "../stage/picture/loading/prefetchPicture.ts";
import { useFormat } from "../ui/text/format.ts";
import { addWords } from "../ui/text/i18n.ts";
import { pickLanguage } from "../ui/text/language.ts";
import { loadedPart } from "../ui/parts/loadedPart.tsx";
import { Part } from "../ui/parts/Part.tsx";
import type { Theme } from "../ui/theme.ts";
import { loadTypefaces } from "../ui/text/typefaces.ts";
import { browserDeps, type BuyerDeps } from "./deps.ts";
import { openJoinFlow, type JoinFlowState, type JoinAnswers } from "../join/joinFlow.ts";
import type { Invitation } from "../join/link.ts";
import { useInvitation } from "../join/useInvitation.ts";
import { JoinPage } from "./door/pages/JoinPage.tsx";
import { LeftPage } from "./door/pages/LeftPage.tsx";
import { Opening, OpeningViewing } from "./door/Opening.tsx";
import { RefusalPage } from "./door/pages/RefusalPage.tsx";
import "../ui/styles/styles.css";

/** Loads the stage and the session, which the join page does not need. */
async function loadViewing() {
  const [{ ViewingPage: Viewing }, words] = await Promise.all([
    import("./viewing/ViewingPage.tsx"),
    import("../ui/locales/en/stage.json"),
  ]);
  await addWords(getI18n(), "stage", words.default);
  return Viewing;
}
const ViewingPage = loadedPart(loadViewing);

/** `/p/<id>#<secret>`: from the invitation through the viewing to its end. */
export function BuyerPage({ theme }: { readonly theme: Theme }) {
  const invitation = useInvitation();
  const [deps] = useState(() => browserDeps(theme));
  return (
    <JoinFlowPage
      key={`${invitation?.id}#${invitation?.secret}`}
      invitation={invitation}
      deps={deps}
    />
  );
}

const previewOf = (state: JoinFlowState) => {
  switch (state.kind) {
    case "looking":
      return undefined;
    case "joined":
      return state.visit.preview;
    case "door":
    case "refused":
    case "left":
      return state.preview;
  }
};

/** Names the browser's tab after the development. */
function useTabTitle(state: JoinFlowState) {
  const format = useFormat();
  const name = previewOf(state)?.project.name;
  const title = name === undefined ? undefined : format.text(name);
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
}

/**
 * While the form is read, fetches the scripts that draw the viewing, and after them the picture that is being shown.
 * Returns whether the scripts have loaded or failed.
 */
function useViewingAhead(state: JoinFlowState): boolean {
  const [settled, setSettled] = useState(false);
  const goesIn = state.kind === "door" || state.kind === "joined";
  const showing = goesIn ? previewOf(state)?.showing : undefined;
  useEffect(() => {
    if (!goesIn || settled) return;
    const settle = () => setSettled(true);
    // A failure is retried and shown when the viewing opens.
    loadViewing().then(settle, settle);
  }, [goesIn, settled]);
  useEffect(() => {
    if (!settled || showing === undefined) return;
    return prefetchPicture(showing, document.documentElement.dataset["theme"] === "dark");
  }, [settled, showing]);
  return settled;
}

interface JoinFlowPageProps {
  readonly invitation: Invitation | undefined;
  readonly deps: BuyerDeps;
}

function JoinFlowPage({ invitation, deps }: JoinFlowPageProps) {
  const { t } = useTranslation("buyer");
  const { clock } = deps;
  const id = invitation?.id ?? "";
  const [joinFlow] = useState(() => openJoinFlow({ invitation, ...deps }));
  const state = useStore(joinFlow.state);
  useTabTitle(state);
  const look = useCallback(() => void joinFlow.look(), [joinFlow]);
  const join = useCallback((answers: JoinAnswers) => void joinFlow.join(answers), [joinFlow]);
  const { i18n } = useTranslation();
  // The name is rendered once, in its own typeface if that loads soon.
  useEffect(() => {
    void loadTypefaces(pickLanguage([i18n.language])).then(look);
  }, [look, i18n]);
  const viewingIsHere = useViewingAhead(state);
  switch (state.kind) {
    case "looking":
    case "door":
      if (state.kind === "looking" && !state.atDoor) {
        return (
          <Opening preview={undefined} text={t(state.offline ? "join.offline" : "join.looking")} />
        );
      }
      return (
        <JoinPage
          preview={state.kind === "door" ? state.preview : undefined}
          joining={state.joining}
          offline={state.offline}
          wrongPin={state.kind === "door" && state.wrongPin}
          isUrgent={!viewingIsHere || state.joining}
          clock={clock}
          consumeSubmit={deps.earlyJoin.consumeSubmit}
          onJoin={join}
        />
      );
    case "joined":
      return (
        <Part look="page">
          <Suspense fallback={<OpeningViewing preview={state.visit.preview} slow={false} />}>
            <ViewingPage presentation={id} visit={state.visit} joinFlow={joinFlow} deps={deps} />
          </Suspense>
        </Part>
      );
    case "refused":
      return (
        <RefusalPage
          refusal={state.refusal}
          preview={state.preview}
          liked={deps.liked.read(id)}
          clock={clock}
          onRetry={look}
        />
      );
    case "left":
      return <LeftPage preview={state.preview} liked={deps.liked.read(id)} onJoinAgain={look} />;
  }
}
