import type { View } from "../../../schema/presentation/presentation.ts";
import { useWords } from "../../ui/text/words.ts";
import { PictureImage } from "../picture/PictureImage.tsx";
import type { StageProps } from "../types.ts";

export interface PanoramaViewProps extends StageProps {
  readonly view: Extract<View, { screen: "panorama" }>;
}

/** A room from inside. */
export function PanoramaView({ view, index }: PanoramaViewProps) {
  const words = useWords();
  const panorama = index.panoramas.get(view.panorama);
  if (panorama === undefined) return undefined;
  const { src, size } = panorama;
  const name = words.panorama(panorama, index.project);
  return (
    <section className="relative h-full" aria-label={name}>
      <PictureImage
        picture={{ src, size, kind: "photograph" }}
        alt={name}
        className="size-full object-cover"
      />
    </section>
  );
}
