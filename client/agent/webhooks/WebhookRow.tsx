import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WebhookResponse } from "../../../schema/protocol/webhooks.ts";
import type { WebhookApi } from "../../session/webhookApi.ts";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { LOCALES } from "../../ui/text/language.ts";
import { FinalQuestion } from "../parts/FinalQuestion.tsx";
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
        <FinalQuestion
          title={t("delete.do")}
          question={t("delete.ask")}
          keep={t("delete.keep")}
          confirm={t("delete.do")}
          act={() => api.deleteWebhook(webhook.id)}
          onDone={onDeleted}
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
