import type { PaperPiece } from './paper-pieces.ts';

/** What is never cut: a line of a text, or a piece as a whole. Places in one unit from the top of the uncut paper. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
  /** Stays on one page with what follows. */
  readonly keepsNext: boolean;
  /** Room for what is repeated above where it begins a page: the head of its table. */
  readonly above: number;
}

/** Which stretch each page begins with, for pages with so much room. What is higher than a page has one of its own. */
export function pageStarts(stretches: readonly Stretch[], room: number): number[] {
  const starts = stretches.length > 0 ? [0] : [];
  for (let start = 0; ; ) {
    const end = endOfPage(stretches, start, room);
    if (end >= stretches.length) return starts;
    starts.push(end);
    start = end;
  }
}

function endOfPage(stretches: readonly Stretch[], start: number, room: number): number {
  const first = stretches[start];
  if (!first) return stretches.length;
  const tooFar = stretches.findIndex(({ bottom }, place) => place > start && bottom - first.top + first.above > room);
  if (tooFar < 0) return stretches.length;
  let end = tooFar;
  while (end > start && stretches[end - 1]?.keepsNext) end -= 1;
  // What all holds together is cut where the room ends.
  return end > start ? end : tooFar;
}

/** A piece as it was laid out uncut. */
export interface LaidPiece {
  readonly piece: PaperPiece;
  readonly top: number;
  readonly bottom: number;
  /** Of each of its lines, the top and where each of its texts goes on, counted in characters; empty for what is shown whole. */
  readonly lines: readonly { readonly top: number; readonly at: readonly number[] }[];
  /** How high the head of its table is, and with it the room that a cut row needs anew. */
  readonly above: number;
}

/** A piece on a page, or the part of it that is there. */
export interface PaperCut {
  readonly piece: PaperPiece;
  readonly texts: readonly string[];
  /** Begins on an earlier page. */
  readonly isContinued: boolean;
  /** Goes on on the next page. */
  readonly goesOn: boolean;
}

/** The piece as a whole. */
export function uncut(piece: PaperPiece): PaperCut {
  return { piece, texts: 'texts' in piece ? piece.texts : [], isContinued: false, goesOn: false };
}

/** The paper cut into pages of so much room. */
export function pagesOf(laid: readonly LaidPiece[], room: number): readonly (readonly PaperCut[])[] {
  const lines = laid.flatMap((each, place) => linesOf(each, place, laid));
  const starts = pageStarts(
    lines.map(({ stretch }) => stretch),
    room,
  );
  return starts.map((start, page) => {
    const here = lines.slice(start, starts[page + 1]);
    const places = [...new Set(here.map(({ place }) => place))];
    return places.flatMap((place) => {
      const numbers = here.filter((line) => line.place === place).map(({ line }) => line);
      const one = laid[place];
      return one ? [cutOf(one, numbers[0] ?? 0, (numbers.at(-1) ?? 0) + 1)] : [];
    });
  });
}

interface Line {
  /** Place of its piece. */
  readonly place: number;
  readonly line: number;
  readonly stretch: Stretch;
}

function linesOf({ piece, top, bottom, lines, above }: LaidPiece, place: number, all: readonly LaidPiece[]): Line[] {
  const [before, after] = [all[place - 1]?.piece, all[place + 1]?.piece];
  const isFirstRow = piece.kind === 'row' && !(before?.kind === 'row' && before.table === piece.table);
  // A heading stands above what it heads, and who signs does so under some of the text.
  const keepsNext = piece.kind === 'heading' || (piece.kind === 'paragraph' && after?.kind === 'signers');
  const count = Math.max(1, lines.length);
  // No line of a text is alone on a page; a row stays whole where it can.
  const isHeld = (line: number) => piece.kind !== 'paragraph' || line === 0 || line === count - 2;
  return Array.from({ length: count }, (_, line) => ({
    place,
    line,
    stretch: {
      top: line === 0 ? top : (lines[line]?.top ?? top),
      bottom: lines[line + 1]?.top ?? bottom,
      keepsNext: line === count - 1 ? keepsNext : isHeld(line),
      above: isFirstRow && line === 0 ? 0 : above,
    },
  }));
}

function cutOf({ piece, lines }: LaidPiece, from: number, to: number): PaperCut {
  if (!('texts' in piece) || lines.length === 0) return uncut(piece);
  const texts = piece.texts.map((text, column) =>
    text.slice(lines[from]?.at[column] ?? 0, lines[to]?.at[column]).trim(),
  );
  return { piece, texts, isContinued: from > 0, goesOn: to < lines.length };
}
