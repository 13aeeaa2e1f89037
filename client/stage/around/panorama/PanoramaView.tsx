import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { Segmented } from "../../../ui/Segmented.tsx";
import { useWords } from "../../../ui/text/words.ts";
import type { StageProps } from "../../types.ts";
import { RoomPicture } from "./RoomPicture.tsx";
import "../../picture/picture.css";
import "../around.css";

export interface PanoramaViewProps extends StageProps {
  readonly view: Extract<View, { screen: "panorama" }>;
}

/** A room from inside. */
export function PanoramaView(props: PanoramaViewProps) {
  const { index, view, form, onIntent } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  const { project } = index;
  const { panoramas = [] } = project;
  const panorama = index.panoramas.get(view.panorama);
  if (panorama === undefined) return undefined;
  const name = words.panorama(panorama, project);
  const layout = panorama.layout === undefined ? undefined : index.layouts.get(panorama.layout);
  return (
    <section className="around-view" aria-label={name}>
      <div className="around-picture">
        <RoomPicture key={panorama.id} stage={props} panorama={panorama} label={name} />
      </div>
      <footer className="around-foot">
        <h1 className="font-display leading-tight">{name}</h1>
        {layout !== undefined && (
          <button
            type="button"
            className="around-link"
            onClick={() =>
              onIntent({ kind: "open", view: { screen: "layout", layout: layout.id } })
            }
          >
            {t("panorama.layout", { name: words.text(layout.name) })}
            <ArrowRight
              size={16}
              strokeWidth={1.5}
              aria-hidden="true"
              className="rtl:-scale-x-100"
            />
          </button>
        )}
        {panoramas.length > 1 && (
          <Segmented
            label={t("panorama.choose")}
            options={panoramas.map((room) => ({
              value: room.id,
              label: words.panorama(room, project),
            }))}
            value={panorama.id}
            onChange={(room) =>
              onIntent({ kind: "open", view: { screen: "panorama", panorama: room } })
            }
            size={form}
            className="around-rooms"
          />
        )}
      </footer>
    </section>
  );
}
