import { useTranslation } from "react-i18next";
import type { Desk } from "../desk.ts";
import { RailIcon, RailLine, RailShort } from "./RailLink.tsx";
import { useDestinations } from "./useDestinations.ts";

interface RailNavProps {
  readonly desk: Desk;
  readonly icons: boolean;
}

/** The way through the development. As icons, the lines under others are left out: the stage has them. */
export function RailNav({ desk, icons }: RailNavProps) {
  const { t } = useTranslation("agent");
  const destinations = useDestinations(desk);
  const shorts = destinations.filter(({ short }) => short !== undefined);
  return (
    <nav aria-label={t("nav.label")} className="flex flex-col gap-px">
      {icons
        ? destinations
            .filter(({ Icon }) => Icon !== undefined)
            .map((one) => <RailIcon key={one.key} destination={one} desk={desk} />)
        : destinations
            .filter(({ short }) => short === undefined)
            .flatMap((one) => [
              <RailLine key={one.key} destination={one} desk={desk} />,
              one.key === "buildings" && shorts.length > 0 && (
                <div key="shorts" className="grid grid-cols-5 gap-0.5 ps-9 pe-1 pb-1">
                  {shorts.map((short) => (
                    <RailShort key={short.key} destination={short} desk={desk} />
                  ))}
                </div>
              ),
            ])}
    </nav>
  );
}
