/** Share of the screen's height that the picture has above the words, and the width of the words beside it. */
const HEIGHT = 48;
const WORDS = "22rem";

/** How wide a picture is drawn that fills its frame, above the words or, on a screen that is wider than high, beside them. */
export function heroSizes([width, height]: readonly [number, number]): string {
  const wide = (share: number) => `${Math.ceil((share * width) / height)}vh`;
  const beside = `max(100vw - ${WORDS}, ${wide(100)})`;
  return `(orientation: landscape) and (min-width: 37.5rem) ${beside}, max(100vw, ${wide(HEIGHT)})`;
}
