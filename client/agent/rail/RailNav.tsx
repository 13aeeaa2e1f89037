import { useTranslation } from "react-i18next";
import { Button } from "react-aria-components";
import { useFormat } from "../../ui/format.ts";
import type { Desk } from "../desk.ts";
import { useDestinations, type Destination } from "./useDestinations.ts";

/** The way through the development. As icons, the lines under others are left out: the stage has them. */
export function RailNav({ desk, icons }: { readonly desk: Desk; readonly icons: boolean }) {
  const { t } = useTranslation("agent");
  const destinations = useDestinations(desk);
  return (
    <nav aria-label={t("nav.label")} className="flex flex-col gap-px">
      {destinations
        .filter(({ Icon }) => !icons || Icon !== undefined)
        .map((destination) => (
          <RailLink key={destination.key} destination={destination} icons={icons} desk={desk} />
        ))}
    </nav>
  );
}

interface RailLinkProps {
  readonly destination: Destination;
  readonly icons: boolean;
  readonly desk: Desk;
}

function RailLink({ destination, icons, desk }: RailLinkProps) {
  const format = useFormat();
  const { Icon, label, count, countWords, view, apart } = destination;
  const current = icons ? destination.within : destination.current;
  const said = countWords ?? (count === undefined ? undefined : format.number(count));
  const shape = icons
    ? "size-11 justify-center"
    : `gap-3 px-3 py-1 ${Icon === undefined ? "min-h-7.5" : "min-h-8.5"}`;
  return (
    <Button
      aria-label={said === undefined ? label : `${label}, ${said}`}
      {...(current ? { "aria-current": "page" as const } : {})}
      isDisabled={view === undefined}
      onPress={() => {
        if (view !== undefined) desk.open(view);
      }}
      className={`flex items-center rounded-sm text-start text-sm leading-label transition-colors duration-(--motion-state) data-disabled:text-ink-3 data-hovered:bg-recess ${shape} ${current ? "bg-recess font-medium text-ink" : "text-ink-2"} ${apart === true ? "mt-4" : ""}`}
    >
      {Icon === undefined ? (
        <span className="w-4.5 shrink-0" />
      ) : (
        <Icon aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.5} />
      )}
      {!icons && <span className="min-w-0 flex-1">{label}</span>}
      {!icons && count !== undefined && (
        <span className="font-normal text-ink-3">{format.number(count)}</span>
      )}
    </Button>
  );
}
