import { useTranslation } from "react-i18next";
import { CoverLayout } from "../../buyer/door/CoverLayout.tsx";
import { Elevation } from "../../buyer/door/Elevation.tsx";
import { LanguageSwitch } from "../../buyer/door/LanguageSwitch.tsx";
import { PinField } from "../../buyer/door/PinField.tsx";
import { Lead, Title } from "../../buyer/door/Title.tsx";
import { PlainButton } from "../../ui/PlainButton.tsx";

interface PinPageProps {
  readonly wrong: boolean;
  readonly busy: boolean;
  readonly offline: boolean;
  readonly onPin: (pin: string) => void;
}

/** A recap of a presentation that had a PIN asks for the same one. */
export function PinPage({ wrong, busy, offline, onPin }: PinPageProps) {
  const { t } = useTranslation("recap");
  return (
    <CoverLayout hero={<Elevation />}>
      <Title>{t("pin.title")}</Title>
      <Lead>{t("pin.lead")}</Lead>
      <form
        className="flex flex-1 flex-col sm:landscape:flex-none"
        onSubmit={(submit) => {
          submit.preventDefault();
          const pin = new FormData(submit.currentTarget).get("pin");
          if (typeof pin === "string") onPin(pin);
        }}
      >
        <PinField
          label={t("pin.label")}
          hint={t("pin.hint")}
          mistake={wrong ? t("pin.wrong") : undefined}
        />
        <div className="mt-6 flex flex-1 flex-col justify-end">
          <PlainButton type="submit" variant="primary" size="phone" busy={busy} className="w-full">
            {t("pin.open")}
          </PlainButton>
        </div>
      </form>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 text-md text-ink-2">
        <output>{offline && t("offline")}</output>
        <LanguageSwitch />
      </div>
    </CoverLayout>
  );
}
