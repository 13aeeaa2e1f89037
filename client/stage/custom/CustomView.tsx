import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import { browserClock } from "../../base/clock.ts";
import { browserPage } from "../../base/pageSignals.ts";
import { useOpened } from "../../base/react/useOpened.ts";
import { useStore } from "../../base/react/useStore.ts";
import { BusyLine } from "../../ui/buttonStyle.tsx";
import { Button } from "../../ui/Button.tsx";
import type { StageProps } from "../types.ts";
import { ANSWERS_WITHIN_MS, openFramedPage, type FramedPage } from "./framedPage.ts";
import "./custom.css";

interface CustomViewProps extends StageProps {
  readonly view: Extract<View, { screen: "custom" }>;
}

/**
 * An embedder's own page, in a frame with an opaque origin: it draws, but cannot access this page or its storage. Its input
 * is JSON in the fragment of its address, `{data, language, direction}`; a change is a `hashchange`.
 */
export function CustomView({ view, index, form }: CustomViewProps) {
  const found = index.project.customViews?.find(({ name }) => name === view.name);
  const url = found?.url;
  const page = useOpened(url, (address) =>
    openFramedPage({
      clock: browserClock,
      signals: browserPage,
      probe: () => answers(address),
    }),
  );
  if (url === undefined || page === undefined) return null;
  return <Framed key={url} url={url} data={view.data} page={page} form={form} />;
}

/** Whether a `HEAD` request is answered, with any status: a response of another origin cannot be read. */
const answers = (url: string): Promise<boolean> =>
  fetch(url, {
    method: "HEAD",
    mode: "no-cors",
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  }).then(
    () => true,
    () => false,
  );

interface FramedProps extends Pick<StageProps, "form"> {
  readonly url: string;
  readonly data: unknown;
  readonly page: FramedPage;
}

function Framed({ url, data, page, form }: FramedProps) {
  const { t, i18n } = useTranslation("stage");
  const { t: common } = useTranslation("common");
  const { phase, attempt } = useStore(page.state);
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const hear = ({ source, origin, data: message }: MessageEvent<unknown>): void => {
      // The origin of a sandboxed page is reported as "null".
      if (origin === "null" && source === frame.current?.contentWindow) page.heard(message);
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [page]);
  const drawn = { data, language: i18n.language, direction: i18n.dir() };
  return (
    <div className="relative size-full bg-paper">
      <iframe
        key={attempt}
        ref={frame}
        title={t("views.custom")}
        src={`${url}#${encodeURIComponent(JSON.stringify(drawn))}`}
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        onLoad={page.loaded}
        className={`block size-full border-0 bg-paper ${phase === "shown" ? "" : "invisible"}`}
      />
      {phase === "loading" && (
        <output className="custom-note custom-wait text-ink-2">
          <span className="relative pb-3">
            {t("custom.opening")}
            <BusyLine />
          </span>
        </output>
      )}
      {phase === "failed" && (
        <div role="alert" className="custom-note">
          <p>{t("custom.failed")}</p>
          <Button size={form} onPress={page.retry}>
            {common("retry")}
          </Button>
        </div>
      )}
    </div>
  );
}
