import { memo } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import type { DocumentReport } from "../../../schema/protocol/inspection.ts";
import { grouped } from "../figures.ts";
import {
  clockSum,
  compareDocuments,
  compareVectors,
  measureLocal,
  type LocalDocument,
} from "../model/convergence.ts";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { useScheduledRender } from "../useScheduledRender.ts";
import { Fact, Panel } from "./Panel.tsx";

interface ConvergenceProps {
  readonly model: InspectionModel;
  readonly doc: Y.Doc;
}

const SHOWN_CLIENTS = 6;

const TONES = {
  unknown: "text-ink-3",
  equal: "text-available",
  "under-way": "text-gold",
  differs: "text-danger",
} as const;

/** This page's document compared with the server's. */
export const Convergence = memo(function Convergence({ model, doc }: ConvergenceProps) {
  const { t } = useTranslation("inspector");
  const { place } = useScheduledRender<HTMLElement>(() => model.updates + model.reports);
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
        <Fact name={t("convergence.vector")}>
          <Vector local={local} server={server} />
        </Fact>
        <Fact name={t("convergence.pending")}>
          {t("convergence.structs", { count: local.pending })}
        </Fact>
        {keys.length > 0 && <Fact name={t("convergence.keys")}>{keys.join(", ")}</Fact>}
      </dl>
    </Panel>
  );
});

interface VectorProps {
  readonly local: LocalDocument;
  readonly server: DocumentReport | undefined;
}

/** Each Yjs client with its clock: one figure if both agree. */
function Vector({ local, server }: VectorProps) {
  const clocks = compareVectors(local, server);
  const more = clocks.length - SHOWN_CLIENTS;
  return (
    <ul dir="ltr" className="flex flex-wrap gap-x-3 rtl:justify-end">
      {clocks.slice(0, SHOWN_CLIENTS).map(({ client, here, there = here }) => (
        <li key={client}>
          <span className="text-ink-3">{client}</span>{" "}
          <span className={here === there ? "" : "text-gold"}>
            {here === there ? here : `${here}/${there}`}
          </span>
        </li>
      ))}
      {more > 0 && <li className="text-ink-3">+{more}</li>}
    </ul>
  );
}
