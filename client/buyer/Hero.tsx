import { useSyncExternalStore } from "react";
import type { PreviewResponse } from "../../schema/api.ts";
import { Elevation } from "./Elevation.tsx";

const root = () => document.documentElement;

function subscribe(changed: () => void) {
  const observer = new MutationObserver(changed);
  observer.observe(root(), { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

const useDark = () => useSyncExternalStore(subscribe, () => root().dataset["theme"] === "dark");

export interface HeroProps {
  readonly hero: PreviewResponse["project"]["hero"] | undefined;
}

/** The development itself: its own picture, or a drawn elevation where there is none. Says nothing that words do not. */
export function Hero({ hero }: HeroProps) {
  const dark = useDark();
  if (hero === undefined) return <Elevation />;
  const [width, height] = hero.size;
  return (
    <img
      src={dark ? (hero.srcDark ?? hero.src) : hero.src}
      width={width}
      height={height}
      alt=""
      fetchPriority="high"
      className="h-full w-full object-cover object-bottom"
    />
  );
}
