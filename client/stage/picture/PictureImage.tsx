import type { Picture } from "../../../schema/catalogue.ts";
import "./picture.css";

export interface PictureImageProps {
  readonly picture: Picture;
  /** Empty where the text beside it says the same. */
  readonly alt: string;
  readonly className?: string;
}

/** A picture of a pack, in the theme's version where there is one; photographs are never tinted. */
export function PictureImage({ picture, alt, className = "" }: PictureImageProps) {
  const [width, height] = picture.size;
  const shared = { width, height, draggable: false, "data-kind": picture.kind } as const;
  if (picture.srcDark === undefined) {
    return <img {...shared} alt={alt} src={picture.src} className={`picture-image ${className}`} />;
  }
  return (
    <>
      <img
        {...shared}
        alt={alt}
        src={picture.src}
        loading="lazy"
        className={`picture-image picture-light ${className}`}
      />
      <img
        {...shared}
        alt={alt}
        src={picture.srcDark}
        loading="lazy"
        className={`picture-image picture-dark ${className}`}
      />
    </>
  );
}
