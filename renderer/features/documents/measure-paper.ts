import type { LaidPiece } from '../../../shared/domain/document/page-breaks.ts';
import type { PaperPiece } from '../../../shared/domain/document/paper-pieces.ts';

/** The pieces as they lie where `PaperPieces` has drawn them whole, in pixels of the window. Their fonts are there. */
export function measurePaper(place: HTMLElement, pieces: readonly PaperPiece[]): LaidPiece[] {
  const elements = [...place.querySelectorAll<HTMLElement>('[data-piece]')];
  return pieces.map((piece, at) => {
    const element = elements[at];
    if (!element) throw new Error('a piece was not drawn');
    const { top, bottom } = element.getBoundingClientRect();
    if (piece.kind !== 'row') {
      return { piece, top, bottom, lines: 'texts' in piece ? linesOf([element]) : [], above: 0 };
    }
    const table = element.closest('table');
    const head = table?.tHead?.getBoundingClientRect();
    // The head of a table is part of its first row.
    const isFirst = element === table?.tBodies[0]?.rows[0];
    const lines = linesOf([...element.children]);
    return { piece, top: isFirst && head ? head.top : top, bottom, lines, above: head?.height ?? 0 };
  });
}

/** The lines of texts that stand side by side, each as high as the others. */
function linesOf(places: readonly Element[]): LaidPiece['lines'] {
  const texts = places.map((place) => lineStarts(place.firstChild));
  const longest = texts.reduce((most, each) => (each.length > most.length ? each : most), texts[0] ?? []);
  return longest.map(({ top }, line) => ({
    top,
    at: texts.map((starts, column) => starts[line]?.at ?? places[column]?.textContent?.length ?? 0),
  }));
}

/** With which character each line of a text begins, and its top. */
function lineStarts(text: Node | null): readonly { readonly at: number; readonly top: number }[] {
  if (!(text instanceof Text)) return [];
  const range = document.createRange();
  const { length } = text;
  // A blank at the end of a line takes no room: what follows tells.
  const topAt = (at: number): number => {
    for (let next = at; next < length; next += 1) {
      range.setStart(text, next);
      range.setEnd(text, next + 1);
      const rect = range.getClientRects()[0];
      if (rect && rect.width > 0) return rect.top;
    }
    return Number.POSITIVE_INFINITY;
  };
  const starts: { at: number; top: number }[] = [];
  for (let at = 0, top = topAt(0); Number.isFinite(top); ) {
    starts.push({ at, top });
    let [low, high] = [at + 1, length];
    // Lines lie one below the other: the first character below this one begins the next.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (topAt(middle) > top + 1) high = middle;
      else low = middle + 1;
    }
    at = low;
    top = at < length ? topAt(at) : Number.POSITIVE_INFINITY;
  }
  return starts;
}
