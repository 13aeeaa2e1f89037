import { Ellipsis } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { AREA_CHOICES, areaChoice, useAreaChoice } from "../../../ui/text/areaChoice.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/overlays/Dialog.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { changeLanguage } from "../../../ui/text/i18n.ts";
import { LANGUAGE_NAMES, pickLanguage } from "../../../ui/text/language.ts";
import { offeredLanguages } from "../../../ui/text/readerLanguage.ts";
import { CurrencyChoice } from "../../../ui/CurrencyChoice.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { Sheet } from "../../../ui/overlays/Sheet.tsx";
import { THEME_CHOICES, type Theme } from "../../../ui/theme.ts";

export interface MenuProps {
  readonly theme: Theme;
  readonly wide: boolean;
  readonly onLeave: () => void;
  /** Whether it lies over the view. */
  readonly onCover: (covers: boolean) => void;
}

/** Language, appearance, unit of areas, and the exit. */
export function Menu({ theme, wide, onLeave, onCover }: MenuProps) {
  const { t } = useTranslation("buyer");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    onCover(open);
    return () => onCover(false);
  }, [open, onCover]);
  const close = () => setOpen(false);
  const label = t("menu.title");
  const content = <MenuContent theme={theme} onLeave={onLeave} onClose={close} />;
  return (
    <>
      <IconButton
        label={t("menu.open")}
        size="phone"
        aria-haspopup="dialog"
        onPress={() => setOpen(true)}
      >
        <Ellipsis aria-hidden="true" className="size-5" strokeWidth={1.75} />
      </IconButton>
      {wide ? (
        <Dialog label={label} open={open} onClose={close} className="w-96 p-6">
          {content}
        </Dialog>
      ) : (
        <Sheet label={label} open={open} onClose={close}>
          {content}
        </Sheet>
      )}
    </>
  );
}

interface MenuContentProps {
  readonly theme: Theme;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

function MenuContent({ theme, onLeave, onClose }: MenuContentProps) {
  const { t, i18n } = useTranslation(["buyer", "common"]);
  const areas = useAreaChoice();
  const choice = useSyncExternalStore(theme.subscribe, theme.get);
  return (
    <div className="mx-auto flex max-w-lg flex-col gap-5">
      <h2 className="font-display text-xl leading-tight">{t("menu.title")}</h2>
      <div className="flex flex-col gap-2">
        <span aria-hidden="true" className="text-md text-ink-2">
          {t("common:language")}
        </span>
        <Segmented
          label={t("common:language")}
          size="phone"
          options={offeredLanguages().map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={pickLanguage([i18n.language])}
          onChange={(language) => void changeLanguage(i18n, language)}
        />
      </div>
      <div className="flex flex-col gap-2">
        <span aria-hidden="true" className="text-md text-ink-2">
          {t("common:theme.label")}
        </span>
        <Segmented
          label={t("common:theme.label")}
          size="phone"
          options={THEME_CHOICES.map((value) => ({
            value,
            label: value === "device" ? t("menu.device") : t(`common:theme.${value}`),
          }))}
          value={choice}
          onChange={(next) => theme.choose(next)}
        />
      </div>
      <div className="flex flex-col gap-2">
        <span aria-hidden="true" className="text-md text-ink-2">
          {t("common:areas.label")}
        </span>
        <Segmented
          label={t("common:areas.label")}
          size="phone"
          options={AREA_CHOICES.map((value) => ({ value, label: t(`common:areas.${value}`) }))}
          value={areas}
          onChange={areaChoice.choose}
        />
      </div>
      <CurrencyChoice />
      <div className="mt-1 flex flex-col gap-2">
        <Button size="phone" onPress={onLeave}>
          {t("menu.leave")}
        </Button>
        <Button size="phone" variant="plain" onPress={onClose}>
          {t("common:close")}
        </Button>
      </div>
    </div>
  );
}
