import { ArrowRight } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Orbit } from "../../../../schema/catalogue/around.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { Segmented } from "../../../ui/Segmented.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { countHomes } from "../../building/counts.ts";
import { Legend } from "../../building/Legend.tsx";
import { useSummary } from "../../building/useSummary.ts";
import type { StageProps } from "../../types.ts";
import { OrbitPicture } from "./OrbitPicture.tsx";
import "../../picture/picture.css";
import "../around.css";

export interface OrbitViewProps extends StageProps {
  readonly view: Extract<View, { screen: "orbit" }>;
}

/** A building from all sides. */
export function OrbitView(props: OrbitViewProps) {
  const { index, view } = props;
  const words = useWords();
  const orbit = index.orbits.get(view.orbit);
  if (orbit === undefined) return undefined;
  const name = words.orbit(orbit, index);
  return (
    <section className="around-view" aria-label={name}>
      <div
        className="around-picture"
        style={{ "--aspect": orbit.size.join(" / ") } as React.CSSProperties}
      >
        <OrbitPicture
          key={orbit.id}
          stage={props}
          orbit={orbit}
          label={name}
          overlay={<OrbitSwitch {...props} />}
        />
      </div>
      <OrbitFoot {...props} orbit={orbit} name={name} />
    </section>
  );
}

function OrbitFoot(props: StageProps & { readonly orbit: Orbit; readonly name: string }) {
  const { index, form, orbit, name, onIntent } = props;
  const { t } = useTranslation("stage");
  const { building } = orbit;
  const units = building === undefined ? index.project.units : index.unitsByBuilding.get(building);
  const counts = useMemo(() => countHomes(units ?? []), [units]);
  const summary = useSummary(counts, index.project);
  return (
    <footer className="around-foot">
      <h1 className="font-display leading-tight">{name}</h1>
      <p className="text-ink-2">{summary}</p>
      <span className="around-legend">
        <Legend counts={counts} numbers={form === "desk"} />
      </span>
      {building !== undefined && (
        <button
          type="button"
          className="around-link"
          onClick={() => onIntent({ kind: "open", view: { screen: "building", building } })}
        >
          {t("building.board")}
          <ArrowRight size={16} strokeWidth={1.5} aria-hidden="true" className="rtl:-scale-x-100" />
        </button>
      )}
    </footer>
  );
}

function OrbitSwitch({ form, index, view, onIntent }: OrbitViewProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { orbits = [] } = index.project;
  if (orbits.length < 2) return undefined;
  return (
    <Segmented
      label={t("orbit.choose")}
      options={orbits.map((orbit) => ({ value: orbit.id, label: words.orbit(orbit, index) }))}
      value={view.orbit}
      onChange={(orbit) => onIntent({ kind: "open", view: { screen: "orbit", orbit } })}
      size={form}
      raised
      className="around-switch"
    />
  );
}
