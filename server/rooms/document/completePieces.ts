import { hasPending } from "./merge.ts";
import { buildDoc } from "./shadowDoc.ts";

interface Piece {
  readonly bytes: Uint8Array;
}

/** Pieces of a document, by whether everything that they build on is there. */
export interface CompletePieces<Of extends Piece> {
  readonly complete: readonly Of[];
  readonly incomplete: readonly Of[];
}

/**
 * Chooses what makes a whole document. A process may have kept an update that builds on one which another process did not
 * live to keep: Yjs would take from it what it deletes and leave out what it writes in place of that, which is no
 * presentation any more. Whoever wrote it has both and sends both again. Pieces may stand before those they build on.
 */
export function chooseComplete<Of extends Piece>(pieces: readonly Of[]): CompletePieces<Of> {
  const fitting: Of[] = [];
  let rest = pieces;
  for (;;) {
    const unfit = rest.filter((piece) => {
      const fits = isWhole([...fitting, piece]);
      if (fits) fitting.push(piece);
      return !fits;
    });
    if (unfit.length === 0 || unfit.length === rest.length)
      return { complete: fitting, incomplete: unfit };
    rest = unfit;
  }
}

function isWhole(pieces: readonly Piece[]): boolean {
  const doc = buildDoc(pieces.map(({ bytes }) => bytes));
  const whole = !hasPending(doc);
  doc.destroy();
  return whole;
}
