import { useSyncExternalStore } from "react";
import type { PreviewResponse } from "../../../schema/protocol/api.ts";
import { isVector } from "../../../schema/catalogue/pictures.ts";
import { SteppedImage } from "../../stage/picture/loading/SteppedImage.tsx";
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
  /** `undefined`: the development is unknown. */
  readonly preview: PreviewResponse | undefined;
  /** Something more urgent is loading: the picture is not sharpened yet. */
  readonly isUrgent?: boolean;
  /** Whether the name is the page's heading, if the development has no picture. */
  readonly heads?: boolean;
}

/**
 * The development's own picture, or its name if it has none, because another building would be misleading. A drawing is
 * shown whole on the page's background; a photograph fills its frame. Without a development, generic towers. Decorative.
 */
export function Hero({ preview, isUrgent = false, heads = false }: HeroProps) {
  const dark = useDark();
  const format = useFormat();
  if (preview === undefined) return <Elevation />;
  const { hero } = preview.project;
  if (hero === undefined)
    return <LargeName name={format.text(preview.project.name)} heads={heads} />;
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

/** The longest name of each size, and how many lines of it the frame holds. */
const SIZES = [
  { most: 22, size: "text-[clamp(3.25rem,16vw,5rem)]", lines: "line-clamp-4" },
  { most: 40, size: "text-4xl", lines: "line-clamp-4" },
  { most: Infinity, size: "text-3xl", lines: "line-clamp-6" },
];

/**
 * On the page's background, as large as the frame allows, with an ellipsis where even the smallest does not fit. Unless it is
 * the heading, the text below serves screen readers.
 */
function LargeName({ name, heads }: { readonly name: string; readonly heads: boolean }) {
  const Tag = heads ? "h1" : "span";
  const { size, lines } = SIZES.find(({ most }) => name.length <= most) ?? {};
  return (
    <Tag
      {...(heads ? { title: name } : { "aria-hidden": true })}
      className={`mx-auto flex h-full w-full max-w-lg items-end px-[min(1.5rem,7vw)] pt-6 pb-4 font-display leading-tight text-balance text-ink [overflow-wrap:anywhere] sm:landscape:max-w-none sm:landscape:items-center sm:landscape:justify-center sm:landscape:text-center ${size}`}
    >
      <bdi className={`pb-[0.1em] ${lines}`}>{name}</bdi>
    </Tag>
  );
}
