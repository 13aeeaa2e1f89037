import { useRef, type ImgHTMLAttributes } from "react";
import { useDrawnWidth } from "./useDrawnWidth.ts";
import { usePictureSource } from "./usePictureSource.ts";

export interface SteppedImageProps extends Omit<
  ImgHTMLAttributes<HTMLImageElement>,
  "src" | "srcSet" | "width" | "height"
> {
  readonly src: string;
  /** A `data:` URI, drawn until the picture has loaded. */
  readonly blur?: string | undefined;
  /** Its own pixels; absent if unknown and irrelevant to the layout. */
  readonly size?: readonly [width: number, height: number];
  readonly alt: string;
  /** `false`: the first, coarse step is enough for now. */
  readonly sharpens?: boolean;
}

/** An image that is blurred at first and becomes sharp as it loads. */
export const SteppedImage = (props: SteppedImageProps) => <Image key={props.src} {...props} />;

function Image({ src, blur, size, alt, style, sharpens = true, ...others }: SteppedImageProps) {
  const element = useRef<HTMLImageElement>(null);
  const [width, height] = size ?? [];
  const drawnWidth = useDrawnWidth(element, size);
  const file = { src, ownWidth: width ?? Infinity, blur };
  const { address, attempt, lose } = usePictureSource(
    element,
    file,
    sharpens ? drawnWidth : undefined,
  );
  return (
    <img
      key={attempt}
      {...others}
      ref={element}
      alt={alt}
      width={width}
      height={height}
      src={address}
      decoding="sync"
      onError={lose}
      // The blur's aspect ratio is rounded to its few pixels.
      style={size === undefined ? style : { aspectRatio: `${width} / ${height}`, ...style }}
    />
  );
}
