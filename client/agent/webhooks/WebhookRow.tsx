import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WebhookResponse } from "../../../schema/protocol/webhooks.ts";
import { ApiError } from "../../session/api.ts";
import type { WebhookApi } from "../../session/webhookApi.ts";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { LOCALES } from "../../ui/text/language.ts";
import { focusFirst } from "../parts/focusFirst.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { useMoment } from "./useMoment.ts";

interface WebhookRowProps {
  readonly api: WebhookApi;
  readonly webhook: WebhookResponse;
  readonly onOpen: () => void;
  readonly onDeleted: () => void;
}

/** A webhook: its address, its events and its state. */
export function WebhookRow({ api, webhook, onOpen, onDeleted }: WebhookRowProps) {
  const { t } = useTranslation("webhooks");
  const { language } = useFormat();
  const name = useId();
  const [asking, setAsking] = useState(false);
  const events = webhook.events.map((event) => t(`events.${event}`));
  const listed = new Intl.ListFormat(LOCALES[language], { type: "unit", style: "short" });
  return (
    <li className="flex flex-col gap-3 border-t border-line py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 id={name} className="min-w-0 text-md font-medium [overflow-wrap:anywhere]">
          <bdi dir="ltr">{webhook.url}</bdi>
        </h3>
        <WebhookState webhook={webhook} />
      </div>
      <p className="text-sm text-ink-2">{listed.format(events)}</p>
      {asking ? (
        <DeleteQuestion
          remove={() => api.deleteWebhook(webhook.id)}
          onDeleted={onDeleted}
          onKeep={() => setAsking(false)}
        />
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button className="max-md:min-h-(--target)" aria-describedby={name} onPress={onOpen}>
            {t("deliveries.title")}
          </Button>
          <Button
            className="max-md:min-h-(--target)"
            variant="plain"
            aria-describedby={name}
            onPress={() => setAsking(true)}
          >
            {t("delete.do")}
          </Button>
        </div>
      )}
    </li>
  );
}

function WebhookState({ webhook }: { readonly webhook: WebhookResponse }) {
  const { t } = useTranslation("webhooks");
  const moment = useMoment();
  const { endedAt, failingSince } = webhook;
  if (endedAt !== undefined) {
    return <p className="text-sm text-danger">{t("state.ended", { at: moment(endedAt) })}</p>;
  }
  if (failingSince !== undefined) {
    return (
      <p className="text-sm text-danger">{t("state.failing", { at: moment(failingSince) })}</p>
    );
  }
  return <p className="text-sm text-ink-3">{t("state.working")}</p>;
}

interface DeleteQuestionProps {
  readonly remove: () => Promise<void>;
  readonly onDeleted: () => void;
  readonly onKeep: () => void;
}

/** Asks once, in the place of the buttons that led here. */
function DeleteQuestion({ remove, onDeleted, onKeep }: DeleteQuestionProps) {
  const { t } = useTranslation("webhooks");
  const errorWords = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await remove();
      onDeleted();
    } catch (failure) {
      // Already deleted, by another page or by this call before its answer was lost.
      if (failure instanceof ApiError && failure.code === "unknown") onDeleted();
      else setError(failure);
      setBusy(false);
    }
  };
  return (
    <fieldset aria-label={t("delete.do")} className="rounded-sm bg-recess p-4">
      <p className="max-w-[34rem] text-sm">{t("delete.ask")}</p>
      {error !== undefined && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <div ref={focusFirst} className="mt-3 flex flex-wrap gap-3">
        <Button className="max-md:min-h-(--target)" onPress={onKeep}>
          {t("delete.keep")}
        </Button>
        <Button
          variant="danger"
          busy={busy}
          className="max-md:min-h-(--target)"
          onPress={() => void confirm()}
        >
          {t("delete.do")}
        </Button>
      </div>
    </fieldset>
  );
}
