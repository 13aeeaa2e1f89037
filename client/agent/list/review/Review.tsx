import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ListResponse } from "../../../../schema/protocol/api.ts";
import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import type { ListOptions } from "../../../session/listApi.ts";
import { Button } from "../../../ui/Button.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { Changes, SummaryLine } from "./Changes.tsx";
import { ColumnTable } from "../columns/ColumnTable.tsx";
import { FloorLabels } from "../columns/FloorLabels.tsx";
import { withAreaUnit, withColumn, withFloor, withSheet, withStatus } from "../columns/mapping.ts";
import { ProblemList } from "./ProblemList.tsx";
import { StatusWords } from "../columns/StatusWords.tsx";

interface ReviewProps {
  readonly answer: ListResponse;
  readonly project: Project;
  readonly busy: boolean;
  /** Reads the same file again. */
  readonly onMapping: (mapping: ListMapping) => void;
  readonly onApply: (options: ListOptions) => void;
  readonly onOther: () => void;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-md font-medium">{title}</h3>
      {children}
    </section>
  );
}

/** A list's changes, its problems, and how it was read. Nothing is changed before Apply. */
export function Review({ answer, project, busy, onMapping, onApply, onOther }: ReviewProps) {
  const { t } = useTranslation("list");
  const [conflicts, setConflicts] = useState<"list" | "desk">();
  const { preview, problems, warnings, changes } = answer;
  const { mapping } = preview;
  const unclear = preview.floors.filter(({ meaning }) => meaning === undefined);
  const isUndecided = answer.conflicts.length > 0 && conflicts === undefined;
  const isEmpty = answer.homes === 0;
  const apply = () =>
    onApply({
      mapping,
      skipProblems: problems.length > 0,
      ...(conflicts !== undefined && { conflicts }),
    });
  return (
    <div className="flex flex-col gap-8" aria-busy={busy}>
      <SummaryLine summary={answer} />
      {problems.length > 0 && (
        <Section title={t("problems.title", { count: problems.length })}>
          <p className="text-sm text-ink-2">{t("problems.lead")}</p>
          <ProblemList problems={problems} />
        </Section>
      )}
      {unclear.length > 0 && (
        <Section title={t("floors.title")}>
          <FloorLabels
            words={unclear}
            buildings={project.buildings}
            busy={busy}
            onChoose={(label, floor) => onMapping(withFloor(mapping, label, floor))}
          />
        </Section>
      )}
      {preview.statuses.length > 0 && (
        <Section title={t("statuses.title")}>
          <StatusWords
            words={preview.statuses}
            busy={busy}
            onChoose={(word, status) => onMapping(withStatus(mapping, word, status))}
          />
        </Section>
      )}
      {answer.conflicts.length > 0 && (
        <Section title={t("conflicts.title", { count: answer.conflicts.length })}>
          <p className="text-sm text-ink-2">{t("conflicts.lead")}</p>
          <Segmented
            label={t("conflicts.choose")}
            value={conflicts ?? ("" as "list")}
            options={[
              { value: "desk", label: t("conflicts.desk") },
              { value: "list", label: t("conflicts.list") },
            ]}
            onChange={setConflicts}
            className="self-start"
          />
          <ul className="flex flex-col text-sm">
            {answer.conflicts.map(({ unit, list, desk }) => (
              <li key={unit} className="grid grid-cols-3 gap-3 border-t border-line py-1.5">
                <bdi dir="ltr">{unit}</bdi>
                <span>{t("conflicts.deskSays", { status: t(`status.${desk}`) })}</span>
                <span>{t("conflicts.listSays", { status: t(`status.${list}`) })}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {changes.length > 0 && (
        <Section title={t("changes.title")}>
          <Changes changes={changes} currency={project} />
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={t("warnings.title", { count: warnings.length })}>
          <ProblemList problems={warnings} />
        </Section>
      )}
      <Section title={t("columns.title")}>
        <p className="text-sm text-ink-2">{t("columns.lead")}</p>
        {preview.sheets.map((sheet) => (
          <div key={sheet.name} className="flex flex-col gap-2">
            {preview.sheets.length > 1 && (
              <div className="flex flex-wrap items-center justify-between gap-3">
                <p className="text-sm">
                  <bdi>{sheet.name}</bdi>{" "}
                  <span className="text-ink-3">{t("rows", { count: sheet.rowCount })}</span>
                </p>
                <Button
                  className="max-md:min-h-(--target)"
                  onPress={() => onMapping(withSheet(mapping, sheet.name, !sheet.skipped))}
                >
                  {t(sheet.skipped ? "columns.readSheet" : "columns.skipSheet")}
                </Button>
              </div>
            )}
            {!sheet.skipped && (
              <ColumnTable
                sheet={sheet}
                busy={busy}
                onChoose={(column, choice) => onMapping(withColumn(mapping, sheet, column, choice))}
              />
            )}
          </div>
        ))}
        <Segmented
          label={t("columns.areaUnit")}
          value={areaUnitOf(answer) ?? ("" as "m2")}
          options={[
            { value: "m2", label: t("columns.m2") },
            { value: "sqft", label: t("columns.sqft") },
          ]}
          onChange={(unit) => onMapping(withAreaUnit(mapping, unit))}
          className="self-start"
        />
      </Section>
      <footer className="sticky bottom-0 -mx-6 -mb-6 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-ground px-6 py-4 sm:-mx-10 sm:-mb-10 sm:px-10">
        {isUndecided && <p className="me-auto text-sm text-ink-2">{t("conflicts.first")}</p>}
        <Button className="max-md:min-h-(--target)" onPress={onOther}>
          {t("other")}
        </Button>
        <Button
          variant="primary"
          className="max-md:min-h-(--target)"
          busy={busy}
          isDisabled={isUndecided || isEmpty}
          onPress={apply}
        >
          {t("apply")}
        </Button>
      </footer>
    </div>
  );
}

const areaUnitOf = ({ preview }: ListResponse): "m2" | "sqft" | undefined =>
  preview.mapping.areaUnit ??
  preview.sheets.flatMap(({ columns }) => columns).find(({ areaUnit }) => areaUnit !== undefined)
    ?.areaUnit;
