import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WebhookResponse } from "../../../schema/protocol/webhooks.ts";
import type { WebhookApi } from "../../session/webhookApi.ts";
import { Button } from "../../ui/Button.tsx";
import { CopyField } from "../invite/CopyField.tsx";
import { focusFirst } from "../parts/focusFirst.ts";
import { TitledDialog } from "../parts/TitledDialog.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { AddWebhook } from "./AddWebhook.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { usePolled, type Polled } from "./usePolled.ts";
import { WebhookRow } from "./WebhookRow.tsx";

interface WebhooksDialogProps {
  readonly api: WebhookApi;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Receivers of events: add and delete them, view deliveries and resend them. */
export function WebhooksDialog({ api, open, onClose }: WebhooksDialogProps) {
  const { t } = useTranslation("webhooks");
  return (
    <TitledDialog
      title={t("title")}
      lead={t("lead")}
      open={open}
      onClose={onClose}
      className="w-[44rem] gap-6 sm:p-10"
    >
      <Steps api={api} />
    </TitledDialog>
  );
}

type Step =
  | { readonly kind: "list"; readonly returned: boolean }
  | { readonly kind: "add" }
  | { readonly kind: "added"; readonly secret: string }
  | { readonly kind: "deliveries"; readonly webhook: WebhookResponse };

function Steps({ api }: Pick<WebhooksDialogProps, "api">) {
  const [step, setStep] = useState<Step>({ kind: "list", returned: false });
  const load = useCallback(() => api.webhooks(), [api]);
  const list = usePolled(load);
  const toList = () => setStep({ kind: "list", returned: true });
  const added = (secret: string) => {
    list.refresh();
    setStep({ kind: "added", secret });
  };
  switch (step.kind) {
    case "list":
      return (
        <WebhookList
          api={api}
          list={list}
          focused={step.returned}
          onAdd={() => setStep({ kind: "add" })}
          onOpen={(webhook) => setStep({ kind: "deliveries", webhook })}
        />
      );
    case "add":
      return <AddWebhook api={api} onAdded={added} onCancel={toList} />;
    case "added":
      return <Secret secret={step.secret} onDone={toList} />;
    case "deliveries":
      return <Deliveries api={api} webhook={step.webhook} onBack={toList} />;
  }
}

interface WebhookListProps {
  readonly api: WebhookApi;
  readonly list: Polled<readonly WebhookResponse[]>;
  /** Receives the focus on return from a step. */
  readonly focused: boolean;
  readonly onAdd: () => void;
  readonly onOpen: (webhook: WebhookResponse) => void;
}

function WebhookList({ api, list, focused, onAdd, onOpen }: WebhookListProps) {
  const { t } = useTranslation("webhooks");
  const { t: common } = useTranslation("common");
  const errorWords = useErrorWords();
  const end = useRef<HTMLDivElement>(null);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const webhooks = list.value?.filter(({ id }) => !deleted.has(id));
  if (webhooks === undefined && list.error === undefined) {
    return <output className="min-h-24 text-md text-ink-2">{t("loading")}</output>;
  }
  return (
    <>
      {list.error !== undefined && (
        <div className="flex flex-col items-start gap-4">
          <p role="alert" className="text-sm text-danger">
            {errorWords(list.error)}
          </p>
          <Button className="max-md:min-h-(--target)" onPress={list.refresh}>
            {common("retry")}
          </Button>
        </div>
      )}
      {webhooks !== undefined && (
        <>
          <output className={webhooks.length === 0 ? "text-md text-ink-2" : "sr-only"}>
            {webhooks.length === 0 ? t("empty") : deleted.size > 0 && t("deleted")}
          </output>
          {webhooks.length > 0 && (
            <ul>
              {webhooks.map((webhook) => (
                <WebhookRow
                  key={webhook.id}
                  api={api}
                  webhook={webhook}
                  onOpen={() => onOpen(webhook)}
                  onDeleted={() => {
                    setDeleted((before) => new Set([...before, webhook.id]));
                    focusFirst(end.current);
                  }}
                />
              ))}
            </ul>
          )}
          <div
            ref={(element) => {
              const isNew = end.current === null;
              end.current = element;
              if (isNew && focused) focusFirst(element);
            }}
          >
            <Button variant="primary" className="max-md:min-h-(--target)" onPress={onAdd}>
              {t("add")}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function Secret({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const { t } = useTranslation("webhooks");
  return (
    <div ref={focusFirst} className="flex flex-col items-stretch gap-4">
      <h3 className="text-md font-medium">{t("secret.title")}</h3>
      <p className="max-w-[34rem] text-sm text-ink-2">{t("secret.lead")}</p>
      <CopyField link={secret} label={t("secret.label")} notCopied={t("secret.notCopied")} />
      <Button className="self-start max-md:min-h-(--target)" onPress={onDone}>
        {t("secret.done")}
      </Button>
    </div>
  );
}
