import { useTranslation } from "react-i18next";
import { useStore, type Store } from "../../session/store.ts";
import { ago, duration, size } from "../figures.ts";
import type { WireState } from "../tap/wire.ts";
import { useCalm } from "../useCalm.ts";
import { useNow } from "../useNow.ts";
import { meaningOf } from "./closeWords.ts";
import { Fact, Panel } from "./Panel.tsx";

/** The way of this page to the room. Any store of a value with such a `kind` will do. */
export interface ConnectionInfo {
  readonly state: Store<{
    readonly kind: "connecting" | "live" | "reconnecting" | "closed";
  }>;
  readonly wire: Store<WireState>;
}

const SHOWN_CLOSES = 5;

/** The state machine of this tab, its token's expiry and how its sockets ended. */
export function Connection({ connection }: { readonly connection: ConnectionInfo }) {
  const { t, i18n } = useTranslation("inspector");
  const { kind } = useStore(connection.state);
  const wire = useCalm(connection.wire);
  const nowMs = useNow(1000);
  const closes = wire.closes.slice(-SHOWN_CLOSES).toReversed();
  return (
    <Panel
      title={t("connection.title")}
      aside={
        <output className={kind === "live" ? "" : "text-danger"}>
          {t("connection.attempt", { state: t(`connection.${kind}`), count: wire.attempts })}
        </output>
      }
    >
      <dl>
        <Fact name={t("connection.token")}>{tokenWords(wire.tokenExpiresAtMs)}</Fact>
        <Fact name={t("connection.traffic")}>
          {t("connection.inOut", { in: size(wire.bytesIn), out: size(wire.bytesOut) })}
        </Fact>
        <Fact name={t("connection.lastClose")}>
          {closes.length === 0 && t("connection.never")}
          {closes.length > 0 && (
            <ul>
              {closes.map(({ code, reason, atMs }) => (
                <li key={atMs} className="pb-1">
                  {[code, reason].join(" ").trim()}, {ago(nowMs - atMs, i18n.language)}
                  <span className="block font-sans text-ink-3">
                    {t(`connection.code.${meaningOf(code)}`)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
    </Panel>
  );

  function tokenWords(expiresAtMs: number | undefined): string {
    if (expiresAtMs === undefined) return t("connection.noToken");
    if (expiresAtMs <= nowMs) return t("connection.expired");
    return t("connection.expiresIn", { time: duration(expiresAtMs - nowMs) });
  }
}
