import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { clockTime } from "../figures.ts";
import { PastStage } from "./PastStage.tsx";

interface MiniaturesProps {
  readonly doc: Y.Doc;
  readonly moment: number | undefined;
  readonly index: ProjectIndex;
}

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 800 };

/** Miniatures of the agent's desk and a buyer's phone. */
export function Miniatures({ doc, moment, index }: MiniaturesProps) {
  const { t } = useTranslation("inspector");
  const area = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const measure = () => setScale(element.clientHeight / DESK.height);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const words =
    moment === undefined ? t("page.now") : t("page.then", { time: clockTime(moment, false) });
  return (
    <figure
      data-past={moment === undefined ? undefined : ""}
      className="flex h-[36dvh] shrink-0 flex-col gap-2 border-b border-line bg-recess px-6 pt-4 pb-3 data-past:border-dashed data-past:border-gold-mark max-md:hidden"
    >
      <div ref={area} inert className="flex min-h-0 flex-1 justify-center gap-6 overflow-hidden">
        {scale > 0 && (
          <>
            <Miniature size={DESK} scale={scale}>
              <PastStage doc={doc} index={index} form="desk" />
            </Miniature>
            <Miniature size={PHONE} scale={scale}>
              <PastStage doc={doc} index={index} form="phone" />
            </Miniature>
          </>
        )}
      </div>
      <figcaption className="text-center text-xs text-ink-2">{words}</figcaption>
    </figure>
  );
}

interface MiniatureProps {
  readonly size: { readonly width: number; readonly height: number };
  readonly scale: number;
  readonly children: ReactNode;
}

/** Laid out at full size and then scaled down, so that the layout is the real one. */
function Miniature({ size, scale, children }: MiniatureProps) {
  const { width, height } = size;
  return (
    <div
      data-theme={document.documentElement.dataset["theme"]}
      style={{ width: width * scale, height: height * scale }}
      className="shrink-0 overflow-hidden rounded-xs bg-ground text-ink shadow-raised"
    >
      <div
        style={{ width, height, transform: `scale(${scale})` }}
        className="origin-top-left overflow-hidden rtl:origin-top-right"
      >
        {children}
      </div>
    </div>
  );
}
