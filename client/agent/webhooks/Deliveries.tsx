import { useCallback, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeliveryResponse, WebhookResponse } from "../../../schema/protocol/webhooks.ts";
import { ApiError } from "../../session/api.ts";
import type { WebhookApi } from "../../session/webhookApi.ts";
import { Button } from "../../ui/Button.tsx";
import { focusFirst } from "../parts/focusFirst.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { isUntried, triedFirst } from "./deliveryOrder.ts";
import { useMoment } from "./useMoment.ts";
import { usePolled } from "./usePolled.ts";

const PAGE = 20;

interface DeliveriesProps {
  readonly api: WebhookApi;
  readonly webhook: WebhookResponse;
  readonly onBack: () => void;
}

/** Deliveries of one webhook, newest first, with their outcome. */
export function Deliveries({ api, webhook, onBack }: DeliveriesProps) {
  const { t } = useTranslation("webhooks");
  const { t: common } = useTranslation("common");
  const errorWords = useErrorWords();
  const { id } = webhook;
  const load = useCallback(() => api.deliveries(id), [api, id]);
  const { value, error, refresh } = usePolled(load);
  const [most, setMost] = useState(PAGE);
  const [resent, setResent] = useState(0);
  const isLoading = value === undefined && error === undefined;
  const isEnded = webhook.endedAt !== undefined;
  const resend = async (delivery: string) => {
    await api.resend(id, delivery);
    setResent((before) => before + 1);
    refresh();
  };
  return (
    <section aria-label={t("deliveries.title")} className="flex flex-col gap-4">
      <div ref={focusFirst}>
        <Button className="max-md:min-h-(--target)" onPress={onBack}>
          {t("deliveries.back")}
        </Button>
      </div>
      <h3 className="text-md font-medium [overflow-wrap:anywhere]">
        {t("deliveries.title")}{" "}
        <span className="block text-sm font-normal text-ink-2">
          <bdi dir="ltr">{webhook.url}</bdi>
        </span>
      </h3>
      {error !== undefined && (
        <div className="flex flex-col items-start gap-4">
          <p role="alert" className="text-sm text-danger">
            {errorWords(error)}
          </p>
          <Button className="max-md:min-h-(--target)" onPress={refresh}>
            {common("retry")}
          </Button>
        </div>
      )}
      <output className={isLoading || value?.length === 0 ? "text-sm text-ink-2" : "sr-only"}>
        {isLoading && t("deliveries.loading")}
        {value?.length === 0 && t("deliveries.none")}
        {resent > 0 && <span key={resent}>{t("deliveries.resent")}</span>}
      </output>
      {value !== undefined && value.length > 0 && (
        <ul>
          {triedFirst(value)
            .slice(0, most)
            .map((delivery) => (
              <DeliveryRow
                key={delivery.id}
                delivery={delivery}
                resend={isEnded || isUntried(delivery) ? undefined : () => resend(delivery.id)}
              />
            ))}
        </ul>
      )}
      {value !== undefined && value.length > most && (
        <Button
          className="self-start max-md:min-h-(--target)"
          onPress={() => setMost((before) => before + PAGE)}
        >
          {t("deliveries.more")}
        </Button>
      )}
    </section>
  );
}

interface DeliveryRowProps {
  readonly delivery: DeliveryResponse;
  /** `undefined`: nothing is sent to the webhook any more. */
  readonly resend: (() => Promise<void>) | undefined;
}

function DeliveryRow({ delivery, resend }: DeliveryRowProps) {
  const { t } = useTranslation("webhooks");
  const errorWords = useErrorWords();
  const moment = useMoment();
  const name = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { type, timestamp, attempts, nextAttemptAt } = delivery;
  const press = async (again: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await again();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3">
      <div className="min-w-0 text-sm">
        <p id={name}>
          {t(`events.${type}`)}
          <time dateTime={timestamp} className="block text-ink-3">
            {moment(timestamp)}
          </time>
        </p>
        <Answer delivery={delivery} />
        {attempts > 0 && (
          <p className="text-ink-3">
            {t("deliveries.attempts", { count: attempts })}
            {nextAttemptAt !== undefined && (
              <span className="block">{t("deliveries.next", { at: moment(nextAttemptAt) })}</span>
            )}
          </p>
        )}
        {failure !== undefined && (
          <p role="alert" className="text-danger">
            {failure instanceof ApiError && failure.code === "conflict"
              ? t("deliveries.ended")
              : errorWords(failure)}
          </p>
        )}
      </div>
      {resend !== undefined && (
        <Button
          className="max-md:min-h-(--target)"
          busy={busy}
          aria-describedby={name}
          onPress={() => void press(resend)}
        >
          {t("deliveries.resend")}
        </Button>
      )}
    </li>
  );
}

/** Whether it arrived, and the receiver's answer. */
function Answer({ delivery }: { readonly delivery: DeliveryResponse }) {
  const { t } = useTranslation("webhooks");
  const { state, error, responseStatus: status } = delivery;
  if (state === "delivered") {
    return <p className="text-ink-2">{t("answer.delivered", { status })}</p>;
  }
  if (error === undefined) return <p className="text-ink-2">{t("answer.waiting")}</p>;
  const why = t(`why.${error}`, { status });
  return <p className="text-danger">{t(`answer.${state}`, { why })}</p>;
}
