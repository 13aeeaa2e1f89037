import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWords } from "../../ui/text/words.ts";
import { PictureImage } from "../picture/PictureImage.tsx";
import { PictureView } from "../picture/PictureView.tsx";
import type { StageProps } from "../types.ts";
import "./gallery.css";

export interface GalleryViewProps extends StageProps {
  readonly view: Extract<View, { screen: "gallery" }>;
}

/** One picture large, the others as thumbnails below it. */
export function GalleryView(props: GalleryViewProps) {
  const { form, index, view, onIntent } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  const images = index.project.gallery;
  const place = images.findIndex((image) => image.id === view.image);
  const image = images[place];
  if (image === undefined) return undefined;
  const nameOf = (at: number) => {
    const name = images[at]?.name;
    return name === undefined
      ? t("gallery.untitled", { index: words.number(at + 1) })
      : words.text(name);
  };
  const go = (to: number) => {
    const target = images[(to + images.length) % images.length];
    if (target !== undefined) {
      onIntent({ kind: "open", view: { screen: "gallery", image: target.id } });
    }
  };
  return (
    <section className="gallery-view" aria-label={t("gallery.title")}>
      <div
        className="gallery-picture"
        style={{ "--aspect": image.picture.size.join(" / ") } as React.CSSProperties}
      >
        <PictureView
          key={image.id}
          anchor={`image:${image.id}`}
          picture={image.picture}
          size={image.picture.size}
          label={nameOf(place)}
          fit="fill"
          stage={props}
          controls={form === "desk"}
        />
      </div>
      <footer className="gallery-foot">
        <div className="flex flex-wrap items-center gap-x-3">
          <h1 className="min-w-0 flex-[1_1_7rem] font-display text-xl leading-tight">
            {nameOf(place)}
          </h1>
          <p className="shrink-0 text-ink-2">
            {t("gallery.count", {
              index: words.number(place + 1),
              total: words.number(images.length),
            })}
          </p>
          {images.length > 1 && (
            <span className="ms-auto flex shrink-0">
              <IconButton label={t("gallery.previous")} size={form} onPress={() => go(place - 1)}>
                <ChevronLeft size={20} strokeWidth={1.5} className="rtl:-scale-x-100" />
              </IconButton>
              <IconButton label={t("gallery.next")} size={form} onPress={() => go(place + 1)}>
                <ChevronRight size={20} strokeWidth={1.5} className="rtl:-scale-x-100" />
              </IconButton>
            </span>
          )}
        </div>
        {images.length > 1 && (
          <ul className="gallery-strip" aria-label={t("gallery.pictures")} data-clip="">
            {images.map((other, at) => (
              <li key={other.id}>
                <button
                  type="button"
                  aria-label={nameOf(at)}
                  aria-current={at === place}
                  data-anchor={`image:${other.id}`}
                  onClick={() => go(at)}
                >
                  <PictureImage picture={other.picture} alt="" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </footer>
    </section>
  );
}
