import { useTranslation } from "react-i18next";
import { NoticePage } from "../../buyer/door/pages/NoticePage.tsx";
import type { Refusal } from "../../join/refusal.ts";
import { PlainButton } from "../../ui/PlainButton.tsx";
import { useFormat } from "../../ui/text/format.ts";

interface RecapRefusalProps {
  readonly refusal: Refusal;
  readonly onRetry: () => void;
}

/** Refusals of a recap; a withdrawn link and an incomplete one cannot be told apart. */
function toldAs({ kind }: Refusal): "closed" | "too_many_attempts" | "unavailable" {
  switch (kind) {
    case "wrong_link":
    case "expired":
    case "ended":
    case "withdrawn":
      return "closed";
    case "too_many_attempts":
      return kind;
    case "full":
    case "unavailable":
    case "outdated":
      return "unavailable";
  }
}

/** Why there is no recap, and the next step. */
export function RecapRefusal({ refusal, onRetry }: RecapRefusalProps) {
  const { t } = useTranslation(["recap", "common"]);
  const format = useFormat();
  const told = toldAs(refusal);
  const text =
    refusal.kind === "too_many_attempts"
      ? t("refusal.too_many_attempts.text", { time: format.time(new Date(refusal.retryAtMs)) })
      : t(`refusal.${told}.text`);
  return (
    <NoticePage
      preview={undefined}
      title={t(`refusal.${told}.title`)}
      text={text}
      action={
        <PlainButton
          variant={told === "closed" ? "quiet" : "primary"}
          size="phone"
          onClick={onRetry}
        >
          {t("common:retry")}
        </PlainButton>
      }
    />
  );
}
