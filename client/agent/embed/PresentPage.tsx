import { Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/react/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { Part } from "../../ui/parts/Part.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { CutBar } from "../bar/CutBar.tsx";
import { EndButton } from "../bar/EndButton.tsx";
import { TimeLeft } from "../bar/TimeLeft.tsx";
import { Viewers } from "../bar/people/Viewers.tsx";
import { DeskContext, useDesk, type OpenedDesk } from "../deskContext.ts";
import { InviteLink } from "../invite/InviteLink.tsx";
import { useOwnDesk, type OwnDesk } from "../ownDesk.ts";
import type { SignIn } from "../signIn/signIn.ts";
import { FrameError } from "./FrameError.tsx";

const MINUTES = 60;

/** `/agent/embed/present`, inside another page: a button that becomes the link to a presentation. */
export function PresentPage(own: OwnDesk) {
  const { opened, error, retry } = useOwnDesk(own);
  if (error !== undefined) {
    return (
      <main className="flex min-h-dvh flex-col bg-paper p-1">
        <FrameError error={error} onRetry={retry} />
      </main>
    );
  }
  return opened === undefined ? (
    <div className="min-h-dvh" aria-busy="true" />
  ) : (
    <OpenedPage opened={opened} signIn={own.signIn} />
  );
}

interface OpenedPageProps {
  readonly opened: OpenedDesk;
  readonly signIn: SignIn;
}

function OpenedPage({ opened, signIn }: OpenedPageProps) {
  const { desk } = opened;
  const format = useFormat();
  const presenting = useStore(desk.presenting.state);
  const { project } = useStore(desk.index);
  return (
    <DeskContext value={opened}>
      <main className="flex min-h-dvh flex-col gap-4 bg-paper p-1">
        {presenting.kind === "idle" && <StartButton />}
        {presenting.kind === "cut" && <CutBar cut={presenting} />}
        {presenting.kind !== "idle" && (
          <div className="mx-auto flex w-full max-w-[26rem] flex-1 flex-col gap-4">
            <Part>
              <div className="flex items-center justify-between gap-2 px-3 pt-3">
                <TimeLeft
                  expiresAtMs={presenting.presented.expiresAtMs}
                  low={false}
                  brief={false}
                />
                <EndButton />
              </div>
              <div className="px-3">
                <Viewers onBringBack={undefined} brief />
              </div>
              <div className="flex flex-1 px-3 pb-3">
                <InviteLink
                  api={signIn.api}
                  presented={presenting.presented}
                  project={format.text(project.name)}
                  buyer=""
                />
              </div>
            </Part>
          </div>
        )}
        <Notice />
      </main>
    </DeskContext>
  );
}

function StartButton() {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const start = async () => {
    setBusy(true);
    try {
      await desk.presenting.start({ minutes: MINUTES, buyer: "", pin: undefined });
    } catch (error) {
      setFailure({ error });
      setBusy(false);
    }
  };
  if (failure !== undefined) {
    return <FrameError error={failure.error} busy={busy} onRetry={() => void start()} />;
  }
  return (
    <Button
      variant="primary"
      size="form"
      className="my-auto w-full"
      busy={busy}
      onPress={() => void start()}
    >
      <Smartphone aria-hidden="true" className="size-4" strokeWidth={1.5} />
      {t("desk.present")}
    </Button>
  );
}

/** The desk's toast has no room here. */
function Notice() {
  const { notices } = useDesk();
  const notice = useStore(notices.current);
  useEffect(() => {
    if (notice !== undefined) notices.hold();
  }, [notice, notices]);
  return (
    <output className="px-3 text-sm text-ink-2 empty:absolute">
      {notice === undefined ? "" : notice.text}
    </output>
  );
}
