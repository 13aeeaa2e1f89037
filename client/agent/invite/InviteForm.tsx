import { useState } from "react";
import { Switch } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import type { StartRequest } from "../desk/presenting.ts";
import { TextField } from "../parts/TextField.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { OPEN_FOR_MINUTES, type OpenForMinutes } from "./durations.ts";

interface InviteFormProps {
  /** The name to begin with. */
  readonly buyer: string;
  /** Rejects with an `ApiError`. */
  readonly onStart: (request: StartRequest) => Promise<void>;
  readonly onCancel: () => void;
}

/** The form of a presentation: duration, buyer's name, PIN. */
export function InviteForm({ buyer: named, onStart, onCancel }: InviteFormProps) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const errorWords = useErrorWords();
  const [minutes, setMinutes] = useState<OpenForMinutes>(60);
  const [buyer, setBuyer] = useState(named);
  const [pin, setPin] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const start = async () => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await onStart({ minutes, buyer: buyer.trim(), pin });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form
      className="flex flex-1 flex-col"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void start();
      }}
    >
      <p className="mb-2 text-sm">{t("invite.openFor")}</p>
      <Segmented
        label={t("invite.openFor")}
        options={OPEN_FOR_MINUTES.map((value) => ({
          value: String(value),
          label: t(`invite.minutes${value}`),
        }))}
        value={String(minutes)}
        onChange={(value) =>
          setMinutes(OPEN_FOR_MINUTES.find((option) => String(option) === value) ?? 60)
        }
        size="phone"
        className="mb-6 w-full *:px-2"
      />
      <TextField
        label={t("invite.buyerName")}
        note={t("invite.optional")}
        value={buyer}
        onChange={setBuyer}
        autoComplete="off"
        focused
        maxLength={80}
      />
      <div className="mt-6 border-t border-line pt-5">
        <PinSwitch pin={pin} onChange={setPin} />
      </div>
      <div className="mt-auto pt-8">
        {error !== undefined && (
          <p role="alert" className="mb-4 text-sm text-danger">
            {errorWords(error)}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={busy} size="form">
            {t("invite.start")}
          </Button>
          <Button variant="plain" className="min-h-(--target)" onPress={onCancel}>
            {common("cancel")}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface PinSwitchProps {
  readonly pin: string | undefined;
  readonly onChange: (pin: string | undefined) => void;
}

function PinSwitch({ pin, onChange }: PinSwitchProps) {
  const { t } = useTranslation("agent");
  return (
    <Switch
      isSelected={pin !== undefined}
      onChange={(asked) => onChange(asked ? randomPin() : undefined)}
      className="group flex cursor-pointer items-center gap-4 rounded-sm"
    >
      <span className="flex-1">
        <span className="block text-sm">{t("invite.pin")}</span>
        <span className="block text-xs text-ink-3">{t("invite.pinHint")}</span>
      </span>
      <bdi dir="ltr" aria-live="polite" className="font-display text-2xl leading-none">
        {pin?.split("").join("\u2009")}
      </bdi>
      <span className="flex h-6 w-11 items-center rounded-pill border border-control bg-paper p-0.5 transition-colors duration-(--motion-state) group-data-selected:border-ink group-data-selected:bg-ink">
        <span className="size-4.5 rounded-pill bg-control transition-[margin] duration-(--motion-state) group-data-selected:ms-5 group-data-selected:bg-on-ink" />
      </span>
    </Switch>
  );
}

/** Four digits out of the browser's own randomness, each number equally likely. */
function randomPin(random: Crypto = crypto): string {
  const highest = 60_000;
  const [value = 0] = random.getRandomValues(new Uint16Array(1));
  return value < highest ? String(value % 10_000).padStart(4, "0") : randomPin(random);
}
