import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { WEBHOOK_EVENTS, type WebhookEvent } from "../../../schema/protocol/webhooks.ts";
import { ApiError } from "../../session/api.ts";
import type { WebhookApi } from "../../session/webhookApi.ts";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../parts/TextField.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface AddWebhookProps {
  readonly api: WebhookApi;
  readonly onAdded: (secret: string) => void;
  readonly onCancel: () => void;
}

/** Plain http passes: the server decides whether to allow it. */
const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

/** Registers a receiver: its address and the events it is sent. */
export function AddWebhook({ api, onAdded, onCancel }: AddWebhookProps) {
  const { t } = useTranslation("webhooks");
  const errorWords = useErrorWords();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<ReadonlySet<WebhookEvent>>(new Set());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const missing = useId();
  const address = url.trim();
  const isAddress = isWebAddress(address);
  const code = error instanceof ApiError ? error.code : undefined;
  const urlMistake = () => {
    if (tried && !isAddress) return t("form.urlWrong");
    return code === "invalid_body" ? t("form.urlRefused") : undefined;
  };
  const toggle = (event: WebhookEvent, isWanted: boolean) =>
    setEvents(
      (before) =>
        new Set(isWanted ? [...before, event] : [...before].filter((other) => other !== event)),
    );
  const add = async () => {
    setTried(true);
    if (busy || !isAddress || events.size === 0) return;
    setBusy(true);
    setError(undefined);
    try {
      const wanted = WEBHOOK_EVENTS.filter((event) => events.has(event));
      onAdded((await api.addWebhook(address, wanted)).secret);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const isUnchosen = tried && events.size === 0;
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void add();
      }}
    >
      <TextField
        label={t("form.url")}
        hint={t("form.urlHint")}
        mistake={urlMistake()}
        value={url}
        onChange={(changed) => {
          setUrl(changed);
          setError(undefined);
        }}
        maxLength={2048}
        type="url"
        autoComplete="off"
        focused
      />
      <fieldset aria-describedby={isUnchosen ? missing : undefined}>
        <legend className="mb-1 text-sm text-ink">{t("form.events")}</legend>
        <div className="grid sm:grid-cols-2 sm:gap-x-6">
          {WEBHOOK_EVENTS.map((event) => (
            <label
              key={event}
              className="flex min-h-(--target-desk) cursor-pointer items-center gap-3 text-sm max-md:min-h-(--target)"
            >
              <input
                type="checkbox"
                checked={events.has(event)}
                onChange={(change) => toggle(event, change.target.checked)}
                className="size-5 shrink-0 accent-ink"
              />
              {t(`events.${event}`)}
            </label>
          ))}
        </div>
        {isUnchosen && (
          <p id={missing} role="alert" className="mt-2 text-sm text-danger">
            {t("form.eventsMissing")}
          </p>
        )}
      </fieldset>
      {error !== undefined && code !== "invalid_body" && (
        <p role="alert" className="text-sm text-danger">
          {code === "conflict" ? t("form.full") : errorWords(error)}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy} className="max-md:min-h-(--target)">
          {t("form.submit")}
        </Button>
        <Button className="max-md:min-h-(--target)" onPress={onCancel}>
          {t("form.cancel")}
        </Button>
      </div>
    </form>
  );
}
