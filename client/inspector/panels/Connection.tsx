import { memo } from "react";
import { useTranslation } from "react-i18next";
import { serverTime } from "../../base/clock.ts";
import type { Store } from "../../base/store.ts";
import { ago, duration, size } from "../figures.ts";
import type { WireState } from "../tap/wire.ts";
import { secondOf, useScheduledRender } from "../useScheduledRender.ts";
import { Fact, Panel } from "./Panel.tsx";

/** The page's connection to the room. Any store of a value with such a `kind` works. */
export interface ConnectionInfo {
  readonly state: Store<{
    readonly kind: "connecting" | "live" | "reconnecting" | "closed";
  }>;
  readonly wire: Store<WireState>;
}

const SHOWN_CLOSES = 5;

interface ConnectionProps {
  readonly connection: ConnectionInfo;
}

/** This tab's connection state, its token's expiry and the close codes of its sockets. */
export const Connection = memo(function Connection({ connection }: ConnectionProps) {
  const { t, i18n } = useTranslation("inspector");
  const { nowMs, place } = useScheduledRender<HTMLElement>((atMs) => {
    const { socket, attempts, closes } = connection.wire.get();
    return [
      connection.state.get().kind,
      socket,
      attempts,
      closes.at(-1)?.atMs,
      secondOf(atMs),
    ].join();
  });
  const { kind } = connection.state.get();
  const wire = connection.wire.get();
  const closes = wire.closes.slice(-SHOWN_CLOSES).toReversed();
  return (
    <Panel
      place={place}
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
    const leftMs = expiresAtMs - serverTime.now();
    if (leftMs <= 0) return t("connection.expired");
    return t("connection.expiresIn", { time: duration(leftMs) });
  }
});

/** The meaning of a close code, as a translation key. */
const MEANINGS = {
  1000: "local",
  1005: "local",
  1006: "lost",
  1009: "tooBig",
  1012: "restart",
  1013: "overload",
  4401: "token",
  4403: "forbidden",
  4404: "unknownRoom",
  4409: "replaced",
  4410: "over",
  4422: "invalidState",
  4429: "tooMany",
} as const;

export type CloseMeaning = (typeof MEANINGS)[keyof typeof MEANINGS] | "other";

const isKnown = (code: number): code is keyof typeof MEANINGS => Object.hasOwn(MEANINGS, code);

const meaningOf = (code: number): CloseMeaning => (isKnown(code) ? MEANINGS[code] : "other");
