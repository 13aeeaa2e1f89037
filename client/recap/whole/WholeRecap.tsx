import { useEffect } from "react";
import { useDay } from "../useDay.ts";
import type { Agent } from "../agent.ts";
import type { OpenRecap, RecapFlow } from "../flow/recapFlow.ts";
import { HomeSheet } from "../home/HomeSheet.tsx";
import { ReasonSection } from "../home/ReasonSection.tsx";
import type { RecapGroup } from "../recapHomes.ts";
import { KeptNote } from "./KeptNote.tsx";

export interface WholeRecapProps {
  readonly opened: OpenRecap;
  readonly flow: RecapFlow;
  readonly groups: readonly RecapGroup[];
  readonly agent: Agent;
  readonly openedAtMs: number;
  /** Called when all of it is rendered. */
  readonly onDrawn: () => void;
}

/** All homes of a recap with everything about them, and the note below. */
export function WholeRecap(props: WholeRecapProps) {
  const { opened, flow, groups, agent, openedAtMs, onDrawn } = props;
  const { recap, index } = opened;
  const day = useDay();
  const heartOf = (unit: string) =>
    recap.mayLike
      ? {
          liked: opened.likes.includes(unit),
          failed: opened.unsentHeart === unit,
          onHeart: (liked: boolean) => void flow.setHeart(unit, liked),
        }
      : undefined;
  useEffect(onDrawn, [onDrawn]);
  return (
    <>
      {groups.map(({ reason, homes }) => (
        <ReasonSection key={reason} reason={reason}>
          {homes.map((home) => (
            <HomeSheet
              key={home.unit.id}
              home={home}
              index={index}
              agent={agent}
              heart={heartOf(home.unit.id)}
              until={day(recap.expiresAt)}
              today={day(openedAtMs)}
            />
          ))}
        </ReasonSection>
      ))}
      <KeptNote {...opened} flow={flow} agent={agent} />
    </>
  );
}
