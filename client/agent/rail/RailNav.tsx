import { useTranslation } from "react-i18next";
import { RailIcon, RailLine, RailShort } from "./RailLink.tsx";
import { useDestinations, type Destination } from "./useDestinations.ts";

interface RailNavProps {
  readonly icons: boolean;
}

/**
 * The development's navigation. A long list of buildings scrolls, the tools below it stay. As icons, lines under others are
 * left out, because the stage has them.
 */
export function RailNav({ icons }: RailNavProps) {
  const { t } = useTranslation("agent");
  const destinations = useDestinations();
  const shorts = destinations.filter(({ short }) => short !== undefined);
  if (icons) {
    return (
      <nav aria-label={t("nav.label")} className="flex flex-col gap-px">
        {destinations
          .filter(({ Icon }) => Icon !== undefined)
          .map((one) => (
            <RailIcon key={one.key} destination={one} />
          ))}
      </nav>
    );
  }
  const lines = destinations.filter(({ short }) => short === undefined);
  const line = (one: Destination) => <RailLine key={one.key} destination={one} />;
  return (
    <nav aria-label={t("nav.label")} className="flex min-h-0 flex-col">
      <div className="-m-1 flex min-h-0 flex-col gap-px overflow-y-auto p-1">
        {lines
          .filter(({ tool }) => tool !== true)
          .flatMap((one) => [
            line(one),
            one.key === "buildings" && shorts.length > 0 && (
              <div key="shorts" className="grid grid-cols-5 gap-0.5 ps-9 pe-1 pb-1">
                {shorts.map((short) => (
                  <RailShort key={short.key} destination={short} />
                ))}
              </div>
            ),
          ])}
      </div>
      <div className="flex shrink-0 flex-col gap-px pt-4 short:pt-2">
        {lines.filter(({ tool }) => tool === true).map(line)}
      </div>
    </nav>
  );
}
