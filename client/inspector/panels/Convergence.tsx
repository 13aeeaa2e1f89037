import { memo } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import { grouped } from "../figures.ts";
import { clockSum, compareDocuments, measureLocal } from "../model/convergence.ts";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { useTurn } from "../useTurn.ts";
import { Fact, Panel } from "./Panel.tsx";

interface ConvergenceProps {
  readonly model: InspectionModel;
  readonly doc: Y.Doc;
}

const TONES = {
  unknown: "text-ink-3",
  equal: "text-available",
  "under-way": "text-gold",
  differs: "text-danger",
} as const;

/** This page's document beside the server's. */
export const Convergence = memo(function Convergence({ model, doc }: ConvergenceProps) {
  const { t } = useTranslation("inspector");
  const { place } = useTurn<HTMLElement>(() => model.updates + model.reports);
  const local = measureLocal(doc, model.reader);
  const { server } = model;
  const outcome = compareDocuments(local, server);
  const here = clockSum(local.stateVector);
  const there = server === undefined ? "?" : clockSum(server.stateVector);
  const keys = outcome.kind === "differs" || outcome.kind === "under-way" ? outcome.keys : [];
  return (
    <Panel
      place={place}
      title={t("convergence.title")}
      aside={
        <output className={`flex items-center gap-2 ${TONES[outcome.kind]}`}>
          <span aria-hidden="true" className="size-2 rounded-pill bg-current" />
          {t(`convergence.${outcome.kind}`)}
        </output>
      }
    >
      <dl>
        <Fact name={t("convergence.hash")}>
          {server === undefined || server.hash === local.hash
            ? grouped(local.hash)
            : t("convergence.hashes", { here: grouped(local.hash), there: grouped(server.hash) })}
        </Fact>
        <Fact name={t("convergence.clock")}>{t("convergence.clocks", { here, there })}</Fact>
        <Fact name={t("convergence.pending")}>
          {t("convergence.structs", { count: local.pending })}
        </Fact>
        {keys.length > 0 && <Fact name={t("convergence.keys")}>{keys.join(", ")}</Fact>}
      </dl>
    </Panel>
  );
});
