import { Copy } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import { IconButton } from "../../ui/IconButton.tsx";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { Choices } from "./Choices.tsx";
import { Json } from "./Json.tsx";
import { Panel } from "./Panel.tsx";
import { StateTree } from "./StateTree.tsx";

const VIEWS = ["parsed", "raw", "both"] as const;
type StateView = (typeof VIEWS)[number];

interface StateProps {
  readonly model: InspectionModel;
  readonly version: number;
  /** Now, or as it was. */
  readonly doc: Y.Doc;
  readonly moment: number | undefined;
}

const COPIED_MS = 2000;

/** The presentation as it is understood, and the document as it lies there. */
export function State({ model, version, doc, moment }: StateProps) {
  const { t } = useTranslation("inspector");
  const [view, setView] = useState<StateView>("parsed");
  const [copied, setCopied] = useState(false);
  const { parsed, raw, entries } = useMemo(
    () => ({
      parsed: model.reader.parse(doc),
      raw: model.reader.raw(doc),
      entries: model.reader.entries(doc),
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the document changes in place; the version says when
    [model, version, doc],
  );
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const value = view === "raw" ? raw : parsed.ok ? parsed.value : Object.fromEntries(entries);
    await navigator.clipboard.writeText(JSON.stringify(value, undefined, 2));
    setCopied(true);
  };
  return (
    <Panel
      title={t("state.title")}
      aside={
        <>
          <Choices
            label={t("state.view")}
            value={view}
            onChoose={setView}
            options={VIEWS.map((name) => ({ value: name, label: t(`state.${name}`) }))}
          />
          <output className="text-xs text-available">{copied && t("copied")}</output>
          <IconButton
            label={t("copy")}
            onPress={() => void copy()}
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
            <StateTree entries={entries} changes={model.changes} moment={moment} />
          </div>
        )}
        {view !== "parsed" && <Raw raw={raw} />}
      </div>
    </Panel>
  );
}

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
