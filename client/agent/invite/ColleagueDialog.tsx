import { useDesk } from "../deskContext.ts";
import { usePresenters } from "../useLiveState.ts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../session/api.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { TitledDialog } from "../parts/TitledDialog.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { usePresenterName } from "../parts/usePresenterName.ts";
import { ShareOptions } from "./ShareOptions.tsx";

interface ColleagueDialogProps {
  readonly api: Pick<Api, "inviteColleague" | "networkAddress" | "withdrawColleagues">;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The link for colleagues, and the button that withdraws it. */
export function ColleagueDialog({ open, onClose, ...rest }: ColleagueDialogProps) {
  const { t } = useTranslation("agent");
  return (
    <TitledDialog
      title={t("colleagues.title")}
      lead={t("colleagues.lead")}
      open={open}
      onClose={onClose}
      className="w-[32rem] gap-5 sm:p-10"
    >
      <Invitation {...rest} onClose={onClose} />
    </TitledDialog>
  );
}

type InvitationProps = Omit<ColleagueDialogProps, "open">;

function Invitation({ api, onClose }: InvitationProps) {
  const { desk, notices } = useDesk();
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const errorWords = useErrorWords();
  const presenting = useStore(desk.presenting.state);
  const id = presenting.kind === "idle" ? undefined : presenting.presented.id;
  // The server returns the same link until it is withdrawn.
  const {
    value: link,
    error,
    retry,
  } = useLoaded(id, async (presentation) =>
    presentation === undefined ? undefined : (await api.inviteColleague(presentation)).link,
  );
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    if (id === undefined) return;
    setBusy(true);
    try {
      await api.withdrawColleagues(id);
      notices.show({ text: t("colleagues.withdrawn") });
      onClose();
    } catch (failure) {
      notices.show({ text: errorWords(failure) });
    } finally {
      setBusy(false);
    }
  };
  if (error !== undefined) {
    return (
      <div className="flex flex-col items-start gap-4">
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
        <Button onPress={retry}>{common("retry")}</Button>
      </div>
    );
  }
  return (
    <>
      <div className="min-h-40" aria-busy={link === undefined}>
        {link !== undefined && <ColleagueShare api={api} link={link} />}
      </div>
      <JoinedColleagues />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-line pt-5">
        <p className="min-w-48 flex-1 text-sm text-ink-2">{t("colleagues.withdrawLead")}</p>
        <Button busy={busy} onPress={() => void withdraw()}>
          {t("colleagues.withdraw")}
        </Button>
      </div>
    </>
  );
}

type ColleagueShareProps = Pick<ColleagueDialogProps, "api"> & { readonly link: string };

function ColleagueShare({ api, link }: ColleagueShareProps) {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const format = useFormat();
  const { project } = useStore(desk.index);
  const named = { project: format.text(project.name) };
  const message = t("colleagues.message", { ...named, link });
  return (
    <div className="flex flex-col gap-3">
      <ShareOptions
        api={api}
        link={link}
        subject={t("colleagues.subject", named)}
        message={message}
      />
      <p className="text-xs text-ink-2">{t("colleagues.valid")}</p>
    </div>
  );
}

/** Colleagues who joined by it. */
function JoinedColleagues() {
  const presenters = usePresenters();
  const { t, i18n } = useTranslation("agent");
  const nameOf = usePresenterName();
  const names = presenters.filter(({ own }) => !own).map(nameOf);
  if (names.length === 0) return undefined;
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(names);
  return (
    <p className="text-sm">
      <bdi>{t("colleagues.company", { names: list })}</bdi>
    </p>
  );
}
