import { Copy } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import { copyText } from "../../base/copyText.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { useScheduledRender } from "../useScheduledRender.ts";
import { Choices } from "./Choices.tsx";
import { Json } from "./Json.tsx";
import { Panel } from "./Panel.tsx";
import { FRESH_MS, StateTree } from "./StateTree.tsx";

const VIEWS = ["parsed", "raw", "both"] as const;
type StateView = (typeof VIEWS)[number];

interface StateProps {
  readonly model: InspectionModel;
  /** The current document, or a past one. */
  readonly doc: Y.Doc;
  readonly moment: number | undefined;
}

const COPIED_MS = 2000;

/** The parsed presentation and the raw document. */
export const State = memo(function State({ model, doc, moment }: StateProps) {
  const { t } = useTranslation("inspector");
  const [view, setView] = useState<StateView>("parsed");
  const [said, setSaid] = useState<"copied" | "copyFailed">();
  const { reader, changes } = model;
  const { nowMs, place } = useScheduledRender<HTMLElement>((atMs) => {
    if (moment !== undefined) return moment;
    return atMs - changes.lastMs < FRESH_MS ? `${model.updates} fresh` : `${model.updates}`;
  });
  const parsed = reader.parse(doc);
  const raw = reader.raw(doc);
  const entries = reader.entries(doc);
  useEffect(() => {
    if (said === undefined) return undefined;
    const timer = setTimeout(() => setSaid(undefined), COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (pressed: HTMLElement) => {
    const value = view === "raw" ? raw : parsed.ok ? parsed.value : Object.fromEntries(entries);
    setSaid(
      (await copyText(JSON.stringify(value, undefined, 2), pressed)) ? "copied" : "copyFailed",
    );
  };
  return (
    <Panel
      place={place}
      title={t("state.title")}
      aside={
        <>
          <Choices
            label={t("state.view")}
            value={view}
            onChoose={setView}
            options={VIEWS.map((name) => ({ value: name, label: t(`state.${name}`) }))}
          />
          <output className={`text-xs ${said === "copied" ? "text-available" : "text-ink-2"}`}>
            {said !== undefined && t(said)}
          </output>
          <IconButton
            label={t("copy")}
            onPress={({ target }) => void copy(target as HTMLElement)}
            className="size-7 max-md:size-11"
          >
            <Copy aria-hidden="true" className="size-3.5" strokeWidth={1.5} />
          </IconButton>
        </>
      }
    >
      <div dir="ltr" className={view === "both" ? "grid grid-cols-2 gap-3" : ""}>
        {view !== "raw" && (
          <div className="min-w-0">
            {!parsed.ok && (
              <p role="alert" className="py-1 text-xs text-danger">
                {t("state.problem", { problem: parsed.problem })}
              </p>
            )}
            <StateTree entries={entries} changes={changes} moment={moment} nowMs={nowMs} />
          </div>
        )}
        {view !== "parsed" && <Raw raw={raw} />}
      </div>
    </Panel>
  );
});

function Raw({ raw }: { readonly raw: unknown }) {
  const items = Array.isArray(raw) ? (raw as readonly unknown[]) : [raw];
  return (
    <ol className="min-w-0 font-mono text-2xs">
      {items.map((item, position) => (
        <li key={position} className="flex gap-2 border-b border-line py-1">
          <span className="shrink-0 text-ink-3">{position}</span>
          <span className="min-w-0 break-words">
            <Json value={item} />
          </span>
        </li>
      ))}
    </ol>
  );
}
