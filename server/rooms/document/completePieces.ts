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
 * Chooses the pieces that make a complete document. A process may have stored an update whose predecessor another
 * process lost in a crash: Yjs would apply its deletions and not its insertions, which leaves no valid presentation.
 * Its author has both and sends both again. Pieces may be stored before their predecessors.
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
