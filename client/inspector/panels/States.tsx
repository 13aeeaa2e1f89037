import { useTranslation } from "react-i18next";
import type { Awareness } from "y-protocols/awareness";
import { ago } from "../figures.ts";
import { secondOf, useScheduledRender } from "../useScheduledRender.ts";
import { ActorDot } from "./ActorDot.tsx";
import { Json } from "./Json.tsx";
import { Panel } from "./Panel.tsx";

/** Fields of an awareness state that may hold a name. */
function nameOf(state: object): string {
  const { name, user } = state as {
    readonly name?: unknown;
    readonly user?: { readonly name?: unknown } | undefined;
  };
  const found = name ?? user?.name;
  return typeof found === "string" ? found : "";
}

/** The participants in the page's own awareness, when no room reports them. */
export function States({ awareness }: { readonly awareness: Awareness }) {
  const { t, i18n } = useTranslation("inspector");
  const { nowMs, place } = useScheduledRender<HTMLElement>((atMs) =>
    [secondOf(atMs), ...[...awareness.meta.values()].map(({ clock }) => clock)].join(),
  );
  const states = [...awareness.states];
  return (
    <Panel
      place={place}
      title={t("people.title")}
      aside={t("people.count", { count: states.length })}
    >
      {states.length === 0 && <p className="py-2 text-xs text-ink-3">{t("people.nobody")}</p>}
      <ul className="text-xs">
        {states.map(([clientId, state]) => {
          const own = clientId === awareness.clientID;
          const { clock = 0, lastUpdated = nowMs } = awareness.meta.get(clientId) ?? {};
          return (
            <li key={clientId} className="border-t border-line py-2">
              <p className="flex flex-wrap items-center gap-x-3">
                <ActorDot actor={own ? "agent" : "buyer"} />
                <span>{own ? t("people.self") : nameOf(state) || `#${clientId}`}</span>
                <span className="ms-auto font-mono text-2xs text-ink-3">
                  {t("people.owner", { clientId, clock })},{" "}
                  {ago(Math.max(0, nowMs - lastUpdated), i18n.language)}
                </span>
              </p>
              <p dir="ltr" className="break-all ps-4 font-mono text-2xs">
                <Json value={state} />
              </p>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
