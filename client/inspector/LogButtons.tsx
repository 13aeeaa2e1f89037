import { useRef, useState } from "react";
import { monotonicNow } from "../base/clock.ts";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import type { InspectionModel } from "./model/inspectionModel.ts";
import { readLog, writeLog } from "./model/logFile.ts";

/** A log opened from a file. */
export interface OpenedLog {
  readonly model: InspectionModel;
  readonly savedAtMs: number;
}

interface LogButtonsProps {
  readonly model: InspectionModel;
  readonly onOpened: (log: OpenedLog) => void;
}

/** Saves the recording to a file, and opens such files. */
export function LogButtons({ model, onOpened }: LogButtonsProps) {
  const { t } = useTranslation("inspector");
  const file = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState(false);
  const save = () => {
    const nowMs = monotonicNow();
    const url = URL.createObjectURL(
      new Blob([writeLog(model, nowMs)], { type: "application/json" }),
    );
    const link = document.createElement("a");
    link.href = url;
    link.download = `inspector-${new Date(nowMs).toISOString().replaceAll(":", "-")}.json`;
    link.click();
    URL.revokeObjectURL(url);
  };
  const open = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const log = readLog(await chosen.text(), model.reader);
    setFailed(log === undefined);
    if (log !== undefined) onOpened(log);
  };
  return (
    <>
      {failed && (
        <span role="alert" className="text-xs text-danger">
          {t("importFailed")}
        </span>
      )}
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        aria-label={t("import")}
        hidden
        onChange={({ target }) => {
          void open(target.files?.[0]);
          target.value = "";
        }}
      />
      <Button
        variant="plain"
        size="bar"
        className="max-md:min-h-11"
        onPress={() => file.current?.click()}
      >
        {t("import")}
      </Button>
      <Button size="bar" className="max-md:min-h-11" onPress={save}>
        {t("export")}
      </Button>
    </>
  );
}
