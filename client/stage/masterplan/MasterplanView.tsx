import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import type { Masterplan } from "../../../schema/catalogue/catalogue.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { useWords } from "../../ui/text/words.ts";
import { Legend } from "../building/Legend.tsx";
import { countHomes } from "../building/counts.ts";
import { useSummary } from "../building/useSummary.ts";
import { PictureImage } from "../picture/PictureImage.tsx";
import { Outlines, type OutlinedThing } from "../picture/Outlines.tsx";
import { PictureView } from "../picture/PictureView.tsx";
import type { StageProps } from "../types.ts";
import { BuildingColumns } from "./BuildingColumns.tsx";
import { BuildingRows } from "./BuildingRows.tsx";
import "./masterplan.css";

export interface MasterplanViewProps extends StageProps {
  readonly view: Extract<View, { screen: "masterplan" }>;
}

/** The development from above: its buildings on the picture and in a list below. */
export function MasterplanView(props: MasterplanViewProps) {
  const { form, index } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  const counts = useMemo(() => countHomes(index.project.units), [index]);
  const summary = useSummary(counts, index.project);
  const masterplan = index.masterplans.get(props.view.masterplan);
  if (masterplan === undefined) return undefined;
  const left = counts.known
    ? t("masterplan.homesLeft", { count: counts.byStatus.available })
    : t("summary.homes", { count: counts.total });
  return (
    <section className="masterplan-view" aria-label={t("masterplan.title")}>
      <div className="masterplan-picture">
        <MasterplanPicture {...props} masterplan={masterplan} />
      </div>
      <div className="masterplan-list">
        <header className="masterplan-head">
          <h1 className="font-display leading-tight">
            {form === "desk" ? t("masterplan.title") : words.text(index.project.name)}
          </h1>
          <p className="text-ink-2">{form === "desk" ? summary : left}</p>
          {form === "desk" && (
            <span className="ms-auto">
              <Legend counts={counts} numbers />
            </span>
          )}
        </header>
        {form === "desk" ? <BuildingColumns {...props} /> : <BuildingRows {...props} />}
      </div>
    </section>
  );
}

function MasterplanPicture(props: StageProps & { readonly masterplan: Masterplan }) {
  const { index, masterplan, onIntent } = props;
  const words = useWords();
  const things = useThings(props);
  const { picture } = masterplan;
  const { hero } = index.project;
  if (picture === undefined) {
    return hero === undefined ? (
      <p className="masterplan-name font-display">{words.text(index.project.name)}</p>
    ) : (
      <PictureImage picture={hero} alt="" className="size-full object-contain" />
    );
  }
  return (
    <PictureView
      key={masterplan.id}
      anchor={`masterplan:${masterplan.id}`}
      picture={picture}
      size={picture.size}
      label={words.masterplan(masterplan)}
      fit={props.form === "phone" ? "cover" : "fill"}
      stage={props}
      controls={props.form === "desk"}
      overlay={<MasterplanSwitch {...props} />}
    >
      <Outlines
        size={picture.size}
        things={things}
        tone={picture.kind === "photograph" ? "image" : "drawing"}
        onOpen={(building) => onIntent({ kind: "open", view: { screen: "building", building } })}
      />
    </PictureView>
  );
}

function useThings({
  index,
  masterplan,
}: StageProps & { readonly masterplan: Masterplan }): readonly OutlinedThing[] {
  const { t } = useTranslation("stage");
  const words = useWords();
  return useMemo(
    () =>
      masterplan.buildings.flatMap(({ building: id, outline }) => {
        const building = index.buildings.get(id);
        if (building === undefined) return [];
        const counts = countHomes(index.unitsByBuilding.get(id) ?? []);
        const left = t("masterplan.left", { count: counts.byStatus.available });
        const name = words.building(building);
        return [
          {
            id,
            anchor: formatAnchor({ kind: "building", id }),
            outline,
            name: counts.known
              ? `${name}, ${t("masterplan.homesLeft", { count: counts.byStatus.available })}`
              : name,
            label: (
              <>
                <b>
                  <bdi>{building.label}</bdi>
                </b>
                {counts.known && <span className="quiet">{left}</span>}
              </>
            ),
          },
        ];
      }),
    [index, masterplan, t, words],
  );
}

function MasterplanSwitch({
  form,
  index,
  state,
  onIntent,
}: Pick<StageProps, "form" | "index" | "state" | "onIntent">) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { masterplans } = index.project;
  if (masterplans.length < 2 || state.view.screen !== "masterplan") return undefined;
  return (
    <Segmented
      label={t("masterplan.choose")}
      options={masterplans.map((masterplan) => ({
        value: masterplan.id,
        label: words.masterplan(masterplan),
      }))}
      value={state.view.masterplan}
      onChange={(masterplan) =>
        onIntent({ kind: "open", view: { screen: "masterplan", masterplan } })
      }
      size={form}
      raised
      className="masterplan-switch"
    />
  );
}
