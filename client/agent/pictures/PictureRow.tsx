import { PenLine, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isVector } from "../../../schema/catalogue/pictures.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { PicturePlace, UploadedPicture } from "../../../schema/catalogue/uploads.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { outlinesOf } from "./outlined.ts";
import { PlaceFields } from "./PlaceFields.tsx";

interface PictureRowProps {
  readonly picture: UploadedPicture;
  readonly index: ProjectIndex;
  readonly onPlace: (place: PicturePlace) => void;
  readonly onDraw: () => void;
  readonly onDelete: () => void;
}

const THUMBNAIL_WIDTH = 640;

/** One picture with its place, and buttons to outline and delete it. */
export function PictureRow({ picture, index, onPlace, onDraw, onDelete }: PictureRowProps) {
  const { t } = useTranslation("pictures");
  const { name, src, size, place } = picture;
  const outlines = outlinesOf(place, index);
  return (
    <li className="flex flex-wrap items-start gap-4 border-b border-line py-4">
      <img
        src={isVector(src) ? src : `${src}?w=${THUMBNAIL_WIDTH}`}
        alt=""
        width={size[0]}
        height={size[1]}
        loading="lazy"
        className="h-18 w-24 shrink-0 rounded-xs bg-paper object-contain"
      />
      <div className="flex min-w-0 flex-[1_1_20rem] flex-col gap-3">
        <p className="text-sm [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
        </p>
        <PlaceFields name={name} place={place} index={index} onPlace={onPlace} />
      </div>
      <div className="ms-auto flex items-center gap-3">
        {outlines !== undefined && (
          <>
            <span className="text-sm text-ink-2">
              {t("drawn", { drawn: outlines.drawn.size, total: outlines.things.length })}
            </span>
            <Button
              className="max-md:min-h-(--target)"
              aria-label={t("outlinesOf", { name })}
              onPress={onDraw}
            >
              <PenLine size={14} strokeWidth={1.5} aria-hidden="true" />
              {t("outlines")}
            </Button>
          </>
        )}
        <IconButton label={t("delete", { name })} onPress={onDelete}>
          <Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
    </li>
  );
}
