import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PreviewResponse } from "../../../../schema/protocol/api.ts";
import type { Clock } from "../../../base/clock.ts";
import { PlainButton } from "../../../ui/PlainButton.tsx";
import { useBrandedDoor } from "../useBrandedDoor.ts";
import { useFormat } from "../../../ui/text/format.ts";
import { LOCALES, pickLanguage } from "../../../ui/text/language.ts";
import type { EarlyJoin } from "../early/earlyJoin.ts";
import type { JoinAnswers } from "../../../join/joinFlow.ts";
import { CoverLayout } from "../CoverLayout.tsx";
import { Field } from "../Field.tsx";
import { Hero } from "../Hero.tsx";
import { LanguageSwitch } from "../LanguageSwitch.tsx";
import { PinField } from "../PinField.tsx";
import { Lead, Title } from "../Title.tsx";
import { useTimeLeft } from "../../timeLeft.ts";
import { useTimeWords } from "../../timeWords.ts";

const LONGEST_NAME = 80;

export interface JoinPageProps {
  /** `undefined`: the preview is loading; the form works meanwhile. */
  readonly preview: PreviewResponse | undefined;
  readonly joining: boolean;
  /** The server is unreachable. */
  readonly offline: boolean;
  readonly wrongPin: boolean;
  /** Something more urgent is loading: the picture is not sharpened yet. */
  readonly isUrgent: boolean;
  readonly consumeSubmit: EarlyJoin["consumeSubmit"];
  readonly onJoin: (answers: JoinAnswers) => void;
  readonly clock: Clock;
}

function answersIn(form: HTMLFormElement): JoinAnswers {
  const answers = new FormData(form);
  const answer = (name: string) => {
    const value = answers.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    name: answer("name"),
    pin: answer("pin"),
    ...(answers.has("withoutPart") && { withoutPart: true }),
  };
}

/** The join form. Its fields keep text typed before the scripts were loaded. */
export function JoinPage(props: JoinPageProps) {
  const { preview, joining, offline, wrongPin, isUrgent, consumeSubmit, onJoin, clock } = props;
  const { t } = useTranslation(["buyer", "common"]);
  const format = useFormat();
  const form = useRef<HTMLFormElement>(null);
  const branded = useBrandedDoor();
  useEffect(() => {
    if (consumeSubmit() && form.current !== null) onJoin(answersIn(form.current));
  }, [consumeSubmit, onJoin]);
  const presenter = preview?.presenter.name.trim() || t("common:yourAgent");
  return (
    <CoverLayout hero={preview && <Hero preview={preview} isUrgent={isUrgent} heads />}>
      {branded && <branded.DoorLogo />}
      {preview === undefined && <Title passing>{t("join.title")}</Title>}
      {preview?.project.hero !== undefined && <Title>{format.text(preview.project.name)}</Title>}
      {preview !== undefined && preview.project.hero === undefined && (
        <p className="shrink-0 font-display text-2xl leading-tight text-ink-2">{t("join.title")}</p>
      )}
      <Lead>
        {branded && <branded.PresenterPhoto presenter={preview?.presenter} />}
        {t("join.invites", { presenter })}
      </Lead>
      {/* Without its script the form does nothing: a name never gets into an address. */}
      <form
        ref={form}
        method="dialog"
        className="flex flex-1 flex-col sm:landscape:flex-none"
        onSubmit={(submit) => {
          submit.preventDefault();
          onJoin(answersIn(submit.currentTarget));
        }}
      >
        <Field
          id="name"
          label={t("join.name")}
          note={t("join.optional")}
          placeholder={t("join.namePlaceholder")}
          autoComplete="name"
          enterKeyHint="go"
          maxLength={LONGEST_NAME}
          defaultValue={preview?.buyer?.name ?? ""}
        />
        {preview?.pin === true && (
          <PinField
            label={t("join.pin")}
            hint={t("join.pinHint")}
            mistake={wrongPin ? t("join.pinWrong") : undefined}
          />
        )}
        {preview?.keptUntil !== undefined && <KeptLine until={preview.keptUntil} />}
        <div className="mt-4 flex flex-1 flex-col justify-end">
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
        <output className="inline-flex min-h-(--target) min-w-0 items-center gap-3">
          {offline ? (
            <Marked hollow>{t("join.offline")}</Marked>
          ) : (
            preview && <OpenFor expiresAtMs={Date.parse(preview.expiresAt)} clock={clock} />
          )}
        </output>
        <LanguageSwitch />
      </div>
      {branded && <branded.DoorFoot presenter={preview?.presenter} />}
    </CoverLayout>
  );
}

function OpenFor({ expiresAtMs, clock }: { expiresAtMs: number; clock: Clock }) {
  const words = useTimeWords();
  return <Marked>{words.openFor(useTimeLeft(expiresAtMs, clock))}</Marked>;
}

function Marked({ hollow = false, children }: { hollow?: boolean; children: string }) {
  return (
    <>
      <span
        aria-hidden="true"
        className={`size-2 shrink-0 rounded-pill ${hollow ? "border-[1.5px] border-gold-mark" : "bg-gold-mark"}`}
      />
      {children}
    </>
  );
}

/** The notice that a summary is stored, and the opt-out. */
function KeptLine({ until }: { readonly until: string }) {
  const { t, i18n } = useTranslation("buyer");
  const locale = LOCALES[pickLanguage([i18n.language])];
  const date = new Date(until).toLocaleDateString(locale, { dateStyle: "long" });
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 text-md text-ink-2">
      <p>{t("join.kept", { date })}</p>
      <label className="inline-flex min-h-(--target) cursor-pointer items-center gap-3">
        <input type="checkbox" name="withoutPart" className="size-5 shrink-0 accent-ink" />
        {t("join.withoutPart")}
      </label>
    </div>
  );
}
