import { ArrowRight, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { FaultsMenu } from "./FaultsMenu.tsx";
import { ago, clockTime } from "./figures.ts";
import { LogButtons, type OpenedLog } from "./LogButtons.tsx";
import type { InspectionModel } from "./model/inspectionModel.ts";
import type { Faults } from "./tap/faults.ts";
import { secondOf, useScheduledRender } from "./useScheduledRender.ts";

interface HeadProps {
  readonly room: string | undefined;
  readonly faults: Faults | undefined;
  readonly onClose: (() => void) | undefined;
  readonly model: InspectionModel;
  readonly log: OpenedLog | undefined;
  readonly onLog: (log: OpenedLog | undefined) => void;
  readonly moment: number | undefined;
  readonly onMoment: (moment: number | undefined) => void;
}

/** The inspector's head: room, moment and buttons. */
export function Head({ room, faults, onClose, model, log, onLog, moment, onMoment }: HeadProps) {
  const { t } = useTranslation("inspector");
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-strong px-4 py-1 md:ps-6">
      <h2 className="text-sm font-medium">{t("title")}</h2>
      {room !== undefined && <p className="text-xs text-ink-2">{t("room", { room })}</p>}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 max-md:order-last max-md:-mx-3 max-md:w-full md:ms-auto">
        {moment !== undefined && <Moment moment={moment} onBack={() => onMoment(undefined)} />}
        {log !== undefined && (
          <>
            <span className="text-xs text-ink-2 max-md:ps-3">
              {t("importedLog", { time: clockTime(log.savedAtMs, false) })}
            </span>
            <Button size="bar" className="max-md:min-h-11" onPress={() => onLog(undefined)}>
              {t("closeLog")}
            </Button>
          </>
        )}
        {faults !== undefined && <FaultsMenu faults={faults} />}
        <LogButtons model={model} onOpened={onLog} />
      </div>
      {onClose !== undefined && (
        <div className="flex items-center gap-2 max-md:-me-3 max-md:ms-auto">
          <span aria-hidden="true" className="flex gap-1 text-2xs text-ink-2 max-md:hidden">
            <kbd className="rounded-sm border border-line-strong px-1.5 py-0.5 font-ui">Ctrl</kbd>
            <kbd className="rounded-sm border border-line-strong px-1.5 py-0.5 font-ui">I</kbd>
          </span>
          <IconButton label={t("close")} onPress={onClose} className="max-md:size-11">
            <X aria-hidden="true" className="size-4" strokeWidth={1.5} />
          </IconButton>
        </div>
      )}
    </header>
  );
}

function Moment({ moment, onBack }: { readonly moment: number; readonly onBack: () => void }) {
  const { t, i18n } = useTranslation("inspector");
  const { nowMs } = useScheduledRender(secondOf);
  const was = ago(nowMs - moment, i18n.language);
  return (
    <>
      <output className="text-xs text-ink-2 max-md:ps-3">
        {t("stageAt", { time: clockTime(moment, false), ago: was })}
      </output>
      <Button size="bar" className="max-md:min-h-11" onPress={onBack}>
        <ArrowRight aria-hidden="true" className="size-3.5 rtl:-scale-x-100" strokeWidth={1.5} />
        {t("back")}
      </Button>
    </>
  );
}
