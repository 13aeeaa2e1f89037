import type { Picture } from "../../../schema/catalogue/catalogue.ts";
import { SteppedImage } from "./loading/SteppedImage.tsx";
import "./picture.css";

export interface PictureImageProps {
  readonly picture: Picture;
  /** Empty if the text beside it says the same. */
  readonly alt: string;
  readonly className?: string;
}

/** A picture of a pack, in the theme's version if there is one; photographs are never tinted. */
export function PictureImage({ picture, alt, className = "" }: PictureImageProps) {
  const { src, srcDark, size, kind, blur, blurDark } = picture;
  const shared = { size, alt, draggable: false, "data-kind": kind } as const;
  if (srcDark === undefined) {
    return (
      <SteppedImage {...shared} src={src} blur={blur} className={`picture-image ${className}`} />
    );
  }
  return (
    <>
      <SteppedImage
        {...shared}
        loading="lazy"
        src={src}
        blur={blur}
        className={`picture-image picture-light ${className}`}
      />
      <SteppedImage
        {...shared}
        loading="lazy"
        src={srcDark}
        blur={blurDark}
        className={`picture-image picture-dark ${className}`}
      />
    </>
  );
}
