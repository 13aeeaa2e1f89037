import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../../schema/presentation/anchors.ts";
import { useWords } from "../../../ui/text/words.ts";
import { PictureImage } from "../../picture/PictureImage.tsx";
import type { StageProps } from "../../types.ts";

/** The development's pictures; pressing one opens it. A strip on the desk, a column on the phone. */
export function HomeGallery({ index, form, onIntent }: StageProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { gallery } = index.project;
  if (gallery.length === 0) return null;
  const list =
    form === "phone" ? "flex flex-col gap-4" : "flex gap-2 overflow-x-auto [scrollbar-width:thin]";
  return (
    <ul className={list}>
      {gallery.map((image, at) => {
        const name = image.name
          ? words.text(image.name)
          : t("home.picture", { number: words.number(at + 1) });
        return (
          <li key={image.id} className={form === "phone" ? "" : "shrink-0"}>
            <button
              type="button"
              aria-label={t("home.gallery", { name })}
              data-anchor={formatAnchor({ kind: "image", id: image.id })}
              onClick={() =>
                onIntent({ kind: "open", view: { screen: "gallery", image: image.id } })
              }
              className="block w-full text-start"
            >
              <PictureImage
                picture={image.picture}
                alt=""
                className={
                  form === "phone"
                    ? "h-auto w-full rounded-xs"
                    : "h-16 w-24 rounded-xs object-cover"
                }
              />
              {form === "phone" && <span className="block pt-1.5 text-md text-ink-2">{name}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
