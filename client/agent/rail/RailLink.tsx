import { useDesk } from "../deskContext.ts";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useFormat } from "../../ui/text/format.ts";
import type { Destination } from "./useDestinations.ts";

interface RailLinkProps {
  readonly destination: Destination;
}

interface LinkProps extends RailLinkProps {
  readonly current: boolean;
  readonly shape: string;
  /** The accessible name, where there is no text. */
  readonly name?: string;
  readonly children: ReactNode;
}

function Link({ destination: { view }, current, shape, name, children }: LinkProps) {
  const { desk } = useDesk();
  return (
    <Button
      {...(name === undefined ? {} : { "aria-label": name })}
      {...(current ? { "aria-current": "page" as const } : {})}
      isDisabled={view === undefined}
      onPress={() => {
        if (view !== undefined) desk.open(view);
      }}
      className={`flex items-center rounded-sm text-sm leading-label transition-colors duration-(--motion-state) data-hovered:bg-recess ${shape} ${current ? "bg-recess font-medium text-ink" : "text-ink-2 data-disabled:text-ink-3"}`}
    >
      {children}
    </Button>
  );
}

/** "Tower B, 80 homes left". */
function useSpoken({ label, count, countWords }: Destination): string {
  const format = useFormat();
  const said = countWords ?? (count === undefined ? undefined : format.number(count));
  return said === undefined ? label : `${label}, ${said}`;
}

/** A line with its count; without an icon it stands under another. */
export function RailLine(props: RailLinkProps) {
  const { Icon, label, count, current } = props.destination;
  const format = useFormat();
  const spoken = useSpoken(props.destination);
  const height = Icon === undefined ? "min-h-7.5 short:min-h-6.5" : "min-h-8.5 short:min-h-7.5";
  return (
    <Link
      {...props}
      current={current}
      shape={`gap-3 px-3 py-1 text-start short:py-0.5 shrink-0 ${height}`}
    >
      {Icon === undefined ? (
        <span className="w-4.5 shrink-0" />
      ) : (
        <Icon aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.5} />
      )}
      <span className="sr-only">{spoken}</span>
      <span aria-hidden="true" className="min-w-0 flex-1">
        {label}
      </span>
      {count !== undefined && (
        <span aria-hidden="true" className="font-normal text-ink-3">
          {format.number(count)}
        </span>
      )}
    </Link>
  );
}

/** One of many buildings: its number alone. */
export function RailShort(props: RailLinkProps) {
  const { short, current } = props.destination;
  const spoken = useSpoken(props.destination);
  return (
    <Link {...props} current={current} shape="min-h-7.5 min-w-0 justify-center px-1">
      <span className="sr-only">{spoken}</span>
      <bdi aria-hidden="true" className="truncate">
        {short}
      </bdi>
    </Link>
  );
}

export function RailIcon(props: RailLinkProps) {
  const { Icon, within } = props.destination;
  const spoken = useSpoken(props.destination);
  return (
    <Link {...props} current={within} shape="size-11 justify-center" name={spoken}>
      {Icon !== undefined && (
        <Icon aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.5} />
      )}
    </Link>
  );
}
