import { useSyncExternalStore } from "react";
import type { PreviewResponse } from "../../../schema/api.ts";
import { isVector } from "../../../schema/pictures.ts";
import { SteppedImage } from "../../stage/picture/SteppedImage.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { Elevation } from "./Elevation.tsx";

const root = () => document.documentElement;

function subscribe(changed: () => void) {
  const observer = new MutationObserver(changed);
  observer.observe(root(), { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

const useDark = () => useSyncExternalStore(subscribe, () => root().dataset["theme"] === "dark");

export interface HeroProps {
  /** `undefined`: which development it is was never said. */
  readonly preview: PreviewResponse | undefined;
  /** Something is under way that a sharper picture has to wait for. */
  readonly isUrgent?: boolean;
}

/**
 * The development itself: its own picture, or its name where it has none, since another building would be a lie.
 * A drawing stands whole on the page's own ground; a photograph fills its frame. Where no development is known, towers that are nobody's. Says nothing that words do not.
 */
export function Hero({ preview, isUrgent = false }: HeroProps) {
  const dark = useDark();
  const format = useFormat();
  if (preview === undefined) return <Elevation />;
  const { hero } = preview.project;
  if (hero === undefined) return <LargeName name={format.text(preview.project.name)} />;
  const isDark = dark && hero.srcDark !== undefined;
  return (
    <SteppedImage
      src={isDark ? hero.srcDark : hero.src}
      blur={isDark ? hero.blurDark : hero.blur}
      size={hero.size}
      sharpens={!isUrgent}
      alt=""
      className={`h-full w-full view-enter object-bottom ${isVector(hero.src) ? "object-contain" : "object-cover"}`}
    />
  );
}

/** Set as large as the frame takes; the page's title says it to those who listen. */
function LargeName({ name }: { readonly name: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex h-full w-full items-center justify-center bg-recess p-6 text-center font-display text-3xl leading-tight text-balance text-ink-3"
    >
      {name}
    </span>
  );
}
