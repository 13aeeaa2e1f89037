import type { View } from "../../../schema/presentation/presentation.ts";
import { shownPicture } from "../../../schema/presentation/shownPicture.ts";
import { useWords } from "../../ui/text/words.ts";
import { PictureImage } from "../picture/PictureImage.tsx";
import type { StageProps } from "../types.ts";

export interface OrbitViewProps extends StageProps {
  readonly view: Extract<View, { screen: "orbit" }>;
}

/** A building from all sides. */
export function OrbitView({ view, index }: OrbitViewProps) {
  const words = useWords();
  const orbit = index.orbits.get(view.orbit);
  const picture = shownPicture(view, index);
  if (orbit === undefined || picture === undefined) return undefined;
  const name = words.orbit(orbit, index);
  return (
    <section className="relative h-full" aria-label={name}>
      <PictureImage picture={picture} alt={name} className="size-full object-contain" />
    </section>
  );
}
