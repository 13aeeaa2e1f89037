import { Unplug } from "lucide-react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore } from "../base/react/useStore.ts";
import { Button } from "../ui/Button.tsx";
import { Choices } from "./panels/Choices.tsx";
import type { Faults, FaultState } from "./tap/faults.ts";

const OUTAGES_S = [3, 10, 30];
const LATENCIES_MS = [0, 100, 400, 2000];
const RATES_KB = [0, 16, 2];
const KB = 1024;

/** Injects faults into this tab's connection. */
export function FaultsMenu({ faults }: { readonly faults: Faults }) {
  const { t } = useTranslation("inspector");
  const state = useStore(faults.state);
  const list = useFaultWords(state);
  const { latencyMs, readBytesPerSecond } = state;
  return (
    <DialogTrigger>
      <Button
        variant="plain"
        size="bar"
        className={`max-md:min-h-11 ${list === "" ? "" : "text-danger"}`}
      >
        <Unplug aria-hidden="true" className="size-3.5" strokeWidth={1.5} />
        <span className={list === "" ? "max-md:sr-only" : ""}>
          {list === "" ? t("faults.none") : t("faults.some", { list })}
        </span>
      </Button>
      <Popover
        placement="bottom end"
        data-theme="dark"
        className="w-80 max-w-[calc(100vw-2rem)] rounded-md border border-line-strong bg-paper text-ink shadow-raised"
      >
        <Dialog aria-label={t("faults.title")} className="flex flex-col gap-3 p-4 outline-none">
          <p className="text-xs text-ink-2">{t("faults.lead")}</p>
          <div className="flex flex-wrap gap-2">
            <Button size="bar" className="max-md:min-h-11" onPress={() => faults.dropSocket()}>
              {t("faults.drop")}
            </Button>
            <Button size="bar" className="max-md:min-h-11" onPress={() => faults.expireToken()}>
              {t("faults.expire")}
            </Button>
          </div>
          <Choices
            edged
            label={t("faults.lose")}
            value={undefined}
            onChoose={(count) => faults.loseConnection(count * 1000)}
            options={OUTAGES_S.map((count) => ({
              value: count,
              label: t("faults.seconds", { count }),
            }))}
          />
          <Choices
            edged
            label={t("faults.latency")}
            value={latencyMs}
            onChoose={(chosenMs) => faults.setLatency(chosenMs)}
            options={LATENCIES_MS.map((count) => ({
              value: count,
              label: count === 0 ? t("faults.off") : t("faults.ms", { count }),
            }))}
          />
          <Choices
            edged
            label={t("faults.reading")}
            value={readBytesPerSecond / KB}
            onChoose={(count) => faults.setReading(count * KB)}
            options={RATES_KB.map((count) => ({
              value: count,
              label: count === 0 ? t("faults.off") : t("faults.rate", { count }),
            }))}
          />
          <Button
            variant="plain"
            size="bar"
            className="self-start max-md:min-h-11"
            onPress={() => faults.clear()}
          >
            {t("faults.clear")}
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function useFaultWords({ offlineUntilMs, latencyMs, readBytesPerSecond }: FaultState): string {
  const { t } = useTranslation("inspector");
  return [
    offlineUntilMs === undefined ? "" : t("faults.offline"),
    latencyMs === 0 ? "" : t("faults.ms", { count: latencyMs }),
    readBytesPerSecond === 0 ? "" : t("faults.rate", { count: readBytesPerSecond / KB }),
  ]
    .filter((word) => word !== "")
    .join(", ");
}
