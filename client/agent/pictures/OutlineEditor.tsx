import { Redo2, Trash2, Undo2, ZoomIn, ZoomOut } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { isVector } from "../../../schema/catalogue/pictures.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { PicturePlace, UploadedPicture } from "../../../schema/catalogue/uploads.ts";
import { equalJson } from "../../../schema/values/equalJson.ts";
import { outlineProblem } from "../../../schema/values/outlines.ts";
import { ApiError } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWords } from "../../ui/text/words.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { outlinesOf, withOutlines, type OutlinedThing } from "./outlined.ts";
import { useAnnotator } from "./useAnnotator.ts";
import { useOutlines, type OutlineSteps } from "./useOutlines.ts";
import "./outlineEditor.css";

interface OutlineEditorProps {
  readonly picture: UploadedPicture;
  readonly index: ProjectIndex;
  /** Why the last outlines were not saved. */
  readonly failure: unknown;
  /** Resolves to whether they were saved. */
  readonly onSave: (place: PicturePlace) => Promise<boolean>;
  readonly onBack: () => void;
}

/** The largest width offered by the server. */
const SHOWN_WIDTH = 2880;
const MOST_ZOOM = 4;

const NOTHING: NonNullable<ReturnType<typeof outlinesOf>> = { things: [], drawn: new Map() };

/** Outlines of buildings or homes, drawn over a picture: choose one, click its corners, save. */
export function OutlineEditor({ picture, index, failure, onSave, onBack }: OutlineEditorProps) {
  const { t } = useTranslation(["pictures", "common", "stage"]);
  const nameOf = useNames();
  const { name, place, size } = picture;
  const { things, drawn: saved } = outlinesOf(place, index) ?? NOTHING;
  const steps = useOutlines(saved);
  const { drawn } = steps;
  const [picked, setPicked] = useState<string>();
  const next = things.find(({ key }) => !drawn.has(key)) ?? things[0];
  const chosen = picked ?? next?.key;
  const [zoom, setZoom] = useState(1);
  const [saving, setSaving] = useState(false);
  const { host, cancel } = useAnnotator({
    src: isVector(picture.src) ? picture.src : `${picture.src}?w=${SHOWN_WIDTH}`,
    size,
    drawn,
    chosen,
    onDraw: (outline) => {
      if (chosen === undefined) return;
      steps.set(chosen, outline);
      // Continues with the next thing without an outline.
      setPicked(things.find(({ key }) => key !== chosen && !drawn.has(key))?.key ?? chosen);
    },
    onChange: steps.set,
    cornerLabel: t("draw.corner"),
  });
  const problems = things.flatMap((thing) => {
    const outline = drawn.get(thing.key);
    const problem = outline && outlineProblem(outline, size);
    return problem === undefined ? [] : [t(`draw.problem.${problem}`, { thing: nameOf(thing) })];
  });
  const unsaved = [...new Set([...saved.keys(), ...drawn.keys()])].filter(
    (key) => !equalJson(saved.get(key), drawn.get(key)),
  );
  const save = () => {
    if (saving || unsaved.length === 0) return;
    setSaving(true);
    void onSave(withOutlines(place, drawn)).finally(() => setSaving(false));
  };
  return (
    <div onKeyDownCapture={(key) => takeKey(key, steps, chosen, cancel)} className="flex flex-col">
      <h2 className="mb-3 pe-10 font-display text-2xl leading-tight [overflow-wrap:anywhere]">
        {t("draw.title", { name })}
      </h2>
      <p className="mb-4 max-w-[46rem] text-sm text-ink-2">
        {t(place.kind === "masterplan" ? "draw.leadBuildings" : "draw.leadHomes")}
      </p>
      {things.length === 0 && <p className="mb-4 text-md">{t("draw.none")}</p>}
      <div className="flex flex-col gap-4 sm:flex-row">
        <Things things={things} drawn={drawn} chosen={chosen} onChoose={setPicked} />
        <div className="min-w-0 flex-1">
          <Tools steps={steps} chosen={chosen} zoom={zoom} onZoom={setZoom} />
          <div className="outline-editor" data-zoom={zoom} dir="ltr">
            {/* The library adds its own elements here. */}
            <div ref={host} style={{ width: `${zoom * 100}%` }} />
          </div>
        </div>
      </div>
      {(problems.length > 0 || failure !== undefined) && (
        <div role="alert" className="mt-4 text-sm text-danger">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
          {failure !== undefined && (
            <p>
              <Failure error={failure} />
            </p>
          )}
        </div>
      )}
      <div className="sticky bottom-0 mt-4 flex flex-wrap items-center gap-3 border-t border-line bg-ground py-4">
        <Button
          variant="primary"
          className="max-md:min-h-(--target)"
          // Disabled by its own press it would lose the focus.
          aria-disabled={saving || unsaved.length === 0}
          isDisabled={problems.length > 0}
          onPress={save}
        >
          {t(saving ? "draw.saving" : "draw.save")}
        </Button>
        <Button className="max-md:min-h-(--target)" onPress={onBack}>
          {t("draw.back")}
        </Button>
        <output className="text-sm text-ink-2">
          {unsaved.length > 0 && t("draw.unsaved", { count: unsaved.length })}
        </output>
      </div>
    </div>
  );
}

/** Handles the editor's keys before the library does: delete, undo, redo, and Escape for an unfinished outline. */
function takeKey(
  key: KeyboardEvent,
  steps: OutlineSteps,
  chosen: string | undefined,
  cancel: () => void,
): void {
  const isCommand = key.ctrlKey || key.metaKey;
  const isRemoval = key.key === "Delete" || key.key === "Backspace";
  if (isCommand && key.key.toLowerCase() === "z") (key.shiftKey ? steps.redo : steps.undo)();
  else if (isCommand && key.key.toLowerCase() === "y") steps.redo();
  else if (isRemoval && chosen !== undefined) steps.remove(chosen);
  else if (key.key === "Escape") return cancel();
  else return;
  key.preventDefault();
  key.stopPropagation();
}

function useNames(): (thing: OutlinedThing) => string {
  const words = useWords();
  return (thing) =>
    thing.kind === "building" ? words.building(thing.building) : words.unit(thing.home);
}

function Failure({ error }: { readonly error: unknown }) {
  const errorWords = useErrorWords();
  if (error instanceof ApiError && error.code === "bad_outline" && error.detail !== undefined) {
    return <bdi lang="en">{error.detail}</bdi>;
  }
  return errorWords(error);
}

interface ThingsProps {
  readonly things: readonly OutlinedThing[];
  readonly drawn: OutlineSteps["drawn"];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

function Things({ things, drawn, chosen, onChoose }: ThingsProps) {
  const { t } = useTranslation("pictures");
  const nameOf = useNames();
  if (things.length === 0) return null;
  return (
    <fieldset className="max-h-40 shrink-0 overflow-y-auto sm:max-h-[60dvh] sm:w-52">
      <legend className="pb-2 text-sm text-ink-2">{t("draw.things")}</legend>
      {things.map((thing) => (
        <label
          key={thing.key}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 text-sm max-md:min-h-(--target)"
        >
          <input
            type="radio"
            name="outlined"
            className="accent-ink"
            checked={thing.key === chosen}
            onChange={() => onChoose(thing.key)}
          />
          <bdi className="min-w-0 truncate">{nameOf(thing)}</bdi>
          {drawn.has(thing.key) && (
            <span className="ms-auto shrink-0 pe-2 text-xs text-ink-3">{t("draw.has")}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

interface ToolsProps {
  readonly steps: OutlineSteps;
  readonly chosen: string | undefined;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

function Tools({ steps, chosen, zoom, onZoom }: ToolsProps) {
  const { t } = useTranslation(["pictures", "stage"]);
  const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
  return (
    <div className="flex items-center pb-2">
      <IconButton label={t("draw.undo")} isDisabled={!steps.canUndo} onPress={steps.undo}>
        <Undo2 {...icon} />
      </IconButton>
      <IconButton label={t("draw.redo")} isDisabled={!steps.canRedo} onPress={steps.redo}>
        <Redo2 {...icon} />
      </IconButton>
      <IconButton
        label={t("draw.remove")}
        isDisabled={chosen === undefined || !steps.drawn.has(chosen)}
        onPress={() => chosen !== undefined && steps.remove(chosen)}
      >
        <Trash2 {...icon} />
      </IconButton>
      <span className="ms-auto flex">
        <IconButton
          label={t("stage:picture.farther")}
          isDisabled={zoom <= 1}
          onPress={() => onZoom(zoom / 2)}
        >
          <ZoomOut {...icon} />
        </IconButton>
        <IconButton
          label={t("stage:picture.closer")}
          isDisabled={zoom >= MOST_ZOOM}
          onPress={() => onZoom(zoom * 2)}
        >
          <ZoomIn {...icon} />
        </IconButton>
      </span>
    </div>
  );
}
