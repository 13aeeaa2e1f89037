import { memo } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../figures.ts";
import type { InspectionModel, KeptRefusal } from "../model/inspectionModel.ts";
import { useScheduledRender } from "../useScheduledRender.ts";
import { Panel } from "./Panel.tsx";

const SHOWN = 20;

const KNOWN = [
  "read_only",
  "malformed",
  "invalid_state",
  "too_many_messages",
  "foreign_client",
  "invalid_awareness",
  "no_awareness",
  "unknown_message",
] as const;

interface RefusalsProps {
  readonly model: InspectionModel;
}

/** The room's refusals with participant and reason, newest first. */
export const Refusals = memo(function Refusals({ model }: RefusalsProps) {
  const { t } = useTranslation("inspector");
  const { refusals } = model;
  const { place } = useScheduledRender<HTMLElement>(() => refusals.pushed);
  const count = Math.min(SHOWN, refusals.length);
  const shown = Array.from({ length: count }, (_, step) => refusals.at(refusals.length - 1 - step));
  return (
    <Panel place={place} title={t("refusals.title")} aside={refusals.length}>
      {count === 0 && <p className="py-2 text-xs text-ink-3">{t("refusals.none")}</p>}
      <ul className="max-h-44 overflow-y-auto">
        {shown.map(
          (refusal, position) => refusal && <Line key={refusals.pushed - position} {...refusal} />,
        )}
      </ul>
      {refusals.length > SHOWN && (
        <p className="border-t border-line pt-2 text-2xs text-ink-3">
          {t("refusals.newest", { count: SHOWN })}
        </p>
      )}
    </Panel>
  );
});

function Line({ atMs, name, refusal, detail, bytes, head }: KeptRefusal) {
  const { t } = useTranslation("inspector");
  const known = KNOWN.find((word) => word === refusal) ?? "other";
  return (
    <li className="grid grid-cols-[4rem_minmax(0,1fr)] gap-2 border-t border-line py-1.5 text-xs">
      <span className="font-mono text-2xs text-ink-3">{clockTime(atMs, false)}</span>
      <p className="leading-label text-ink-2">
        <span className="pe-2 font-mono text-danger">{refusal}</span>
        {t(`refusals.${known}`, { name, bytes, detail })}{" "}
        <span className="font-mono text-2xs text-ink-3">{t("refusals.head", { head })}</span>
      </p>
    </li>
  );
}
