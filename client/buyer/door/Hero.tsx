import { useSyncExternalStore } from "react";
import type { PreviewResponse } from "../../../schema/api.ts";
import { isVector } from "../../../schema/pictures.ts";
import { sourcesOf } from "../../stage/picture/sources.ts";
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
}

/**
 * The development itself: its own picture, or its name where it has none, since another building would be a lie.
 * A drawing stands whole on the page's own ground; a photograph fills its frame. Where no development is known, towers that are nobody's. Says nothing that words do not.
 */
export function Hero({ preview }: HeroProps) {
  const dark = useDark();
  const format = useFormat();
  if (preview === undefined) return <Elevation />;
  const { hero } = preview.project;
  if (hero === undefined) return <LargeName name={format.text(preview.project.name)} />;
  const [width, height] = hero.size;
  const src = dark ? (hero.srcDark ?? hero.src) : hero.src;
  return (
    <img
      sizes={heroSizes(hero.size)}
      srcSet={sourcesOf(src, width)}
      src={src}
      width={width}
      height={height}
      alt=""
      fetchPriority="high"
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

/** Share of the screen's height that the picture has above the words, and the width of the words beside it. */
const HEIGHT = 48;
const WORDS = "22rem";

/** How wide a picture is drawn that fills its frame, above the words or, on a screen that is wider than high, beside them. */
function heroSizes([width, height]: readonly [number, number]): string {
  const wide = (share: number) => `${Math.ceil((share * width) / height)}vh`;
  const beside = `max(100vw - ${WORDS}, ${wide(100)})`;
  return `(orientation: landscape) and (min-width: 37.5rem) ${beside}, max(100vw, ${wide(HEIGHT)})`;
}
