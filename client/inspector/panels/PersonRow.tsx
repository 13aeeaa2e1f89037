import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Awareness } from "y-protocols/awareness";
import type { InspectedPerson } from "../../../schema/protocol/inspection.ts";
import { duration, size } from "../figures.ts";
import { secondOf, useScheduledRender } from "../useScheduledRender.ts";
import { ActorDot } from "./ActorDot.tsx";

const SLOW_MS = 200;

interface PersonRowProps {
  readonly person: InspectedPerson;
  readonly attention: string | undefined;
  readonly awareness: Awareness;
  readonly open: boolean;
  readonly onToggle: (who: number | undefined) => void;
}

/** A participant; pressing it shows details. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { person, attention, awareness, open, onToggle } = props;
  const { t } = useTranslation("inspector");
  const { role, name, roundTripMs, backlogBytes, bytesIn, bytesOut, behind } = person;
  const resting = { agent: "writes", buyer: "silent", inspector: "watching" } as const;
  const slow = (roundTripMs ?? 0) >= SLOW_MS;
  const attentionWord =
    attention === undefined
      ? t(`people.${resting[role]}`)
      : t(`people.attention.${attention}` as "people.attention.hidden", {
          defaultValue: attention,
        });
  const late = backlogBytes > 0 || behind;
  return (
    <>
      <tr className="border-b border-line [&>td]:py-1.5 [&>td:not(:last-child)]:pe-2">
        <td className="max-w-32 @max-[22rem]:max-w-24">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => onToggle(open ? undefined : person.who)}
            className="flex w-full items-center gap-2 text-start hover:text-gold max-md:min-h-11"
          >
            <ActorDot actor={role} />
            <span dir="auto" className="truncate">
              {name === "" ? t(`people.${role}`) : name}
            </span>
          </button>
        </td>
        <td className="text-ink-2 @max-[26rem]:hidden">{t(`people.${role}`)}</td>
        <td className={behind ? "text-danger" : ""}>
          {behind ? t("people.behind") : attentionWord}
        </td>
        <td className={`text-end font-mono whitespace-nowrap ${slow ? "text-danger" : ""}`}>
          {roundTripMs === undefined ? "" : t("people.ms", { count: roundTripMs })}
        </td>
        <td className={`text-end font-mono whitespace-nowrap ${late ? "text-danger" : ""}`}>
          <bdi dir="ltr">{backlogBytes === 0 ? 0 : size(backlogBytes)}</bdi>
        </td>
        <td className="text-end font-mono whitespace-nowrap text-ink-2 max-sm:hidden">
          <bdi dir="ltr">{size(bytesIn)}</bdi>
        </td>
        <td className="text-end font-mono whitespace-nowrap text-ink-2 max-sm:hidden">
          <bdi dir="ltr">{size(bytesOut)}</bdi>
        </td>
      </tr>
      {open && <PersonDetails person={person} awareness={awareness} />}
    </>
  );
});

function PersonDetails({ person, awareness }: Pick<PersonRowProps, "person" | "awareness">) {
  const { t } = useTranslation("inspector");
  const { role, subject, sinceMs, clientId, clock, transport, lastRefusal, bytesIn, bytesOut } =
    person;
  const own = clientId ?? -1;
  const { nowMs } = useScheduledRender((atMs) =>
    [awareness.meta.get(own)?.clock, awareness.states.has(own), secondOf(atMs)].join(),
  );
  const state: unknown = awareness.states.get(own);
  return (
    <tr className="border-b border-line">
      <td colSpan={7} className="py-2 ps-4 font-mono text-2xs text-ink-2">
        <p dir="ltr" className="break-all rtl:text-end">
          {subject}
        </p>
        <p className="@[26rem]:hidden">
          {t(`people.${role}`)}, {t("connection.inOut", { in: size(bytesIn), out: size(bytesOut) })}
        </p>
        <p>
          {t("people.since", { time: duration(nowMs - sinceMs) })},{" "}
          {t("people.transport", { transport })}
        </p>
        {clientId !== undefined && <p>{t("people.owner", { clientId, clock })}</p>}
        {lastRefusal !== undefined && (
          <p className="text-danger">{t("people.lastRefusal", { refusal: lastRefusal })}</p>
        )}
        {state !== undefined && (
          <p dir="ltr" className="break-all rtl:text-end">
            {JSON.stringify(state)}
          </p>
        )}
      </td>
    </tr>
  );
}
