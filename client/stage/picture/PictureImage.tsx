import type { Picture } from "../../../schema/catalogue.ts";
import { sourcesOf } from "./sources.ts";
import "./picture.css";

export interface PictureImageProps {
  readonly picture: Picture;
  /** Empty where the text beside it says the same. */
  readonly alt: string;
  /** How wide it is drawn, as `sizes` says it. */
  readonly sizes: string;
  readonly className?: string;
}

/** A picture of a pack, in the theme's version where there is one; photographs are never tinted. */
export function PictureImage({ picture, alt, sizes, className = "" }: PictureImageProps) {
  const [width, height] = picture.size;
  const shared = { width, height, sizes, draggable: false, "data-kind": picture.kind } as const;
  if (picture.srcDark === undefined) {
    return (
      <img
        {...shared}
        alt={alt}
        srcSet={sourcesOf(picture.src, width)}
        src={picture.src}
        className={`picture-image ${className}`}
      />
    );
  }
  return (
    <>
      <img
        {...shared}
        alt={alt}
        loading="lazy"
        srcSet={sourcesOf(picture.src, width)}
        src={picture.src}
        className={`picture-image picture-light ${className}`}
      />
      <img
        {...shared}
        alt={alt}
        loading="lazy"
        srcSet={sourcesOf(picture.srcDark, width)}
        src={picture.srcDark}
        className={`picture-image picture-dark ${className}`}
      />
    </>
  );
}
