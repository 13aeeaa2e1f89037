import { useDesk } from "../deskContext.ts";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../session/api.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogClose } from "../../ui/overlays/Dialog.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { focusFirst } from "../parts/focusFirst.ts";
import type { Presented } from "../desk/presenting.ts";
import { InviteForm } from "./InviteForm.tsx";
import { InviteLink } from "./InviteLink.tsx";

interface InviteDialogProps {
  readonly api: Pick<Api, "networkAddress">;
  readonly open: boolean;
  /** The name to begin with; empty for none. */
  readonly buyer: string;
  readonly onClose: () => void;
  readonly onInviteColleague: () => void;
}

/** Starts a presentation and then holds its link; opened again, it holds the link at once. */
export function InviteDialog({
  api,
  open,
  buyer: named,
  onClose,
  onInviteColleague,
}: InviteDialogProps) {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const format = useFormat();
  const presenting = useStore(desk.presenting.state);
  const { project } = useStore(desk.index);
  const [buyer, setBuyer] = useState("");
  const presented = presenting.kind === "idle" ? undefined : presenting.presented;
  const title = t(presented === undefined ? "invite.title" : "invite.startedTitle");
  return (
    <Dialog
      label={title}
      open={open}
      onClose={onClose}
      className="relative flex w-[55rem] max-w-full flex-col md:min-h-[34rem] md:flex-row"
    >
      <div className="flex flex-col p-6 sm:p-10 md:flex-[1.37]">
        <h2 className="font-display text-2xl leading-tight">{title}</h2>
        <p className="mt-2 mb-6 max-w-[26rem] text-sm text-ink-2">
          {t(presented === undefined ? "invite.lead" : "invite.startedLead")}
        </p>
        {presented === undefined ? (
          <InviteForm
            buyer={named}
            onStart={async (request) => {
              setBuyer(request.buyer);
              await desk.presenting.start(request);
            }}
            onCancel={onClose}
          />
        ) : (
          <>
            <Facts presented={presented} buyer={buyer} />
            <div ref={focusFirst} className="mt-auto flex flex-wrap items-center gap-3 pt-8">
              <Button variant="primary" size="form" onPress={onClose}>
                {t("invite.done")}
              </Button>
              <Button variant="plain" className="min-h-(--target)" onPress={onInviteColleague}>
                <UserPlus aria-hidden="true" className="size-4" strokeWidth={1.5} />
                {t("colleagues.invite")}
              </Button>
            </div>
          </>
        )}
      </div>
      <div className="flex flex-1 bg-recess p-6 sm:p-8">
        {presented === undefined ? (
          <p className="m-auto max-w-[16rem] text-center text-sm text-ink-3">
            {t("invite.pending")}
          </p>
        ) : (
          <InviteLink
            api={api}
            presented={presented}
            project={format.text(project.name)}
            buyer={buyer}
          />
        )}
      </div>
      <DialogClose onPress={onClose} />
    </Dialog>
  );
}

function Facts({ presented, buyer }: { readonly presented: Presented; readonly buyer: string }) {
  const { t } = useTranslation("agent");
  const format = useFormat();
  const row = "flex min-h-12 items-center justify-between gap-4 border-t border-line py-2 text-sm";
  return (
    <dl>
      <div className={row}>
        <dt className="text-ink-2">{t("invite.openUntil")}</dt>
        <dd>{format.time(new Date(presented.expiresAtMs))}</dd>
      </div>
      {buyer !== "" && (
        <div className={row}>
          <dt className="text-ink-2">{t("invite.buyerName")}</dt>
          <dd>
            <bdi>{buyer}</bdi>
          </dd>
        </div>
      )}
      {presented.pin !== undefined && (
        <div className={row}>
          <dt>
            <span className="block text-ink-2">{t("invite.pinName")}</span>
            <span className="block text-xs text-ink-3">{t("invite.pinHint")}</span>
          </dt>
          <dd>
            <bdi dir="ltr" className="font-display text-2xl leading-none">
              {presented.pin.split("").join("\u2009")}
            </bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}
