import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PreviewResponse } from "../../schema/api.ts";
import type { Clock } from "../session/clock.ts";
import { PlainButton } from "../ui/PlainButton.tsx";
import { useFormat } from "../ui/format.ts";
import type { JoinAnswers } from "./entrance.ts";
import { Facade } from "./Facade.tsx";
import { Field } from "./Field.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Lead, Title } from "./Title.tsx";
import { useTimeLeft } from "./useTimeLeft.ts";
import { useBuyerWords } from "./words.ts";

const LONGEST_NAME = 80;
const LONGEST_PIN = 8;

export interface JoinPageProps {
  readonly preview: PreviewResponse;
  readonly joining: boolean;
  readonly wrongPin: boolean;
  readonly onJoin: (answers: JoinAnswers) => void;
  readonly clock: Clock;
}

/** What is shared, with whom, and one button. */
export function JoinPage({ preview, joining, wrongPin, onJoin, clock }: JoinPageProps) {
  const { t } = useTranslation(["buyer", "common"]);
  const format = useFormat();
  const [name, setName] = useState(preview.buyer?.name ?? "");
  const [pin, setPin] = useState("");
  const presenter = preview.presenter.name.trim() || t("common:yourAgent");
  return (
    <Facade preview={preview}>
      <Title>{format.text(preview.project.name)}</Title>
      <Lead>{t("join.invites", { presenter })}</Lead>
      <form
        className="flex flex-1 flex-col sm:landscape:flex-none"
        onSubmit={(submit) => {
          submit.preventDefault();
          onJoin({ name, pin });
        }}
      >
        <Field
          label={t("join.name")}
          note={t("join.optional")}
          placeholder={t("join.namePlaceholder")}
          autoComplete="name"
          enterKeyHint="go"
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(change) => setName(change.target.value)}
        />
        {preview.pin && (
          <Field
            label={t("join.pin")}
            hint={t("join.pinHint")}
            mistake={wrongPin ? t("join.pinWrong") : undefined}
            inputMode="numeric"
            pattern="[0-9]*"
            autoComplete="one-time-code"
            enterKeyHint="go"
            required
            dir="ltr"
            maxLength={LONGEST_PIN}
            value={pin}
            onChange={(change) => setPin(change.target.value)}
          />
        )}
        <div className="mt-6 flex flex-1 flex-col justify-end">
          <PlainButton
            type="submit"
            variant="primary"
            size="phone"
            busy={joining}
            className="w-full"
          >
            {joining ? t("join.joining") : t("join.join")}
          </PlainButton>
        </div>
      </form>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 text-md text-ink-2">
        <OpenFor expiresAtMs={Date.parse(preview.expiresAt)} clock={clock} />
        <LanguageSwitch />
      </div>
    </Facade>
  );
}

function OpenFor({ expiresAtMs, clock }: { expiresAtMs: number; clock: Clock }) {
  const words = useBuyerWords();
  return (
    <p className="inline-flex min-h-(--target) items-center gap-3">
      <span aria-hidden="true" className="size-2 shrink-0 rounded-pill bg-gold-mark" />
      {words.openFor(useTimeLeft(expiresAtMs, clock))}
    </p>
  );
}
