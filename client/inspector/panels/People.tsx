import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Awareness } from "y-protocols/awareness";
import type { InspectedPerson } from "../../../schema/protocol/inspection.ts";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { useScheduledRender } from "../useScheduledRender.ts";
import { Panel } from "./Panel.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { States } from "./States.tsx";

interface PeopleProps {
  readonly model: InspectionModel;
  /** Whether the room reports its participants. */
  readonly hasReports: boolean;
  readonly awareness: Awareness;
}

/** A participant's own label: the first text in its awareness state. */
function attentionOf(state: unknown): string | undefined {
  const attention = (state as { readonly attention?: { readonly state?: unknown } } | undefined)
    ?.attention?.state;
  return typeof attention === "string" ? attention : undefined;
}

/** The participants; a row expands to age, owner, clock, last refusal and awareness state. */
export const People = memo(function People({ model, hasReports, awareness }: PeopleProps) {
  const { t } = useTranslation("inspector");
  const [opened, setOpened] = useState<number>();
  const stateOf = ({ clientId }: InspectedPerson) => awareness.getStates().get(clientId ?? -1);
  const { place } = useScheduledRender<HTMLElement>(() =>
    [model.rounds, ...model.people.map((person) => attentionOf(stateOf(person)))].join(),
  );
  const { people } = model;
  if (!hasReports) return <States awareness={awareness} />;
  return (
    <Panel
      place={place}
      title={t("people.title")}
      aside={t("people.count", { count: people.length })}
    >
      {people.length === 0 ? (
        <p className="py-2 text-xs text-ink-3">{t("people.nobody")}</p>
      ) : (
        <div className="@container overflow-x-auto">
          <table className="w-full text-xs sm:min-w-[19rem]">
            <thead className="text-2xs text-ink-3">
              <tr className="border-b border-line-strong [&>th]:py-1 [&>th]:font-normal [&>th:not(:last-child)]:pe-2">
                <th className="text-start">{t("people.who")}</th>
                <th className="text-start @max-[26rem]:hidden">{t("people.role")}</th>
                <th className="text-start">{t("people.state")}</th>
                <th className="text-end">{t("people.roundTrip")}</th>
                <th className="text-end">{t("people.backlog")}</th>
                <th className="text-end max-sm:hidden">{t("people.in")}</th>
                <th className="text-end max-sm:hidden">{t("people.out")}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <PersonRow
                  key={person.who}
                  person={person}
                  attention={attentionOf(stateOf(person))}
                  awareness={awareness}
                  open={opened === person.who}
                  onToggle={setOpened}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
});
