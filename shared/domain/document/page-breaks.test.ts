import { describe, expect, it } from 'vitest';
import { type LaidPiece, pageStarts, pagesOf } from './page-breaks.ts';
import type { PaperPiece } from './paper-pieces.ts';

const height = 10;

/** Lines of one height, one below the other; `h` keeps to the next, `r` has a head of one line above it. */
function lines(kinds: string) {
  return [...kinds].map((kind, place) => ({
    top: place * height,
    bottom: (place + 1) * height,
    keepsNext: kind === 'h',
    above: kind === 'r' ? height : 0,
  }));
}

describe('pages begin where', () => {
  it.each([
    ['there is nothing', '', []],
    ['all has room', 'lllll', [0]],
    ['the room ends', 'llllllllllll', [0, 5, 10]],
    ['a heading would stand alone at the foot', 'llllhll', [0, 4]],
    ['two headings would', 'lllhhll', [0, 3]],
    ['a row needs the head of its table again', 'lllllrrrrr', [0, 5, 9]],
    ['what holds together is higher than a page', 'hhhhhhhl', [0, 5]],
  ])('%s', (_, kinds, starts) => {
    expect(pageStarts(lines(kinds), 5 * height)).toEqual(starts);
  });

  it('something is higher than a page: it has one of its own', () => {
    const tall = { top: 10, bottom: 200, keepsNext: false, above: 0 };
    const [before, , , after] = lines('l  l');
    expect(pageStarts([before, tall, { ...after, top: 200, bottom: 210 }] as never, 50)).toEqual([0, 1, 2]);
  });
});

const paragraph = (...texts: [string]): PaperPiece => ({ kind: 'paragraph', texts, isBlank: false });
const row = (...texts: string[]): PaperPiece => ({ kind: 'row', table: 1, columns: [], texts });

/** Pieces one below the other, each text broken into lines of four characters. */
function laid(pieces: readonly PaperPiece[]): LaidPiece[] {
  let at = 0;
  return pieces.map((piece) => {
    const longest = 'texts' in piece ? Math.max(...piece.texts.map((text) => text.length)) : 0;
    const count = Math.max(1, Math.ceil(longest / 4));
    const top = at;
    at += count * height;
    const offsets = 'texts' in piece ? piece.texts.map(() => 4) : [];
    const lineOf = (line: number) => ({ top: top + line * height, at: offsets.map((width) => width * line) });
    const own = offsets.length > 0 ? Array.from({ length: count }, (_, line) => lineOf(line)) : [];
    return { piece, top, bottom: at, lines: own, above: piece.kind === 'row' ? height : 0 };
  });
}

/** What stands on each page: `+` goes on from the page before, `…` on the next. */
function words(pieces: readonly PaperPiece[], room: number) {
  return pagesOf(laid(pieces), room * height).map((cuts) =>
    cuts.map(({ piece, texts, isContinued, goesOn }) =>
      [isContinued && '+', texts.join('|') || piece.kind, goesOn && '…'].filter(Boolean).join(''),
    ),
  );
}

describe('a paper is cut', () => {
  it('between lines, of which none stays alone, and every word is on one page', () => {
    expect(words([paragraph('aaa bbb ccc ddd eee')], 3)).toEqual([['aaa bbb ccc…'], ['+ddd eee']]);
    expect(words([paragraph('aaa bbb ccc ddd')], 3)).toEqual([['aaa bbb…'], ['+ccc ddd']]);
    expect(words([{ kind: 'opening' }, paragraph('aaa bbb ccc')], 2)).toEqual([['opening'], ['aaa bbb…'], ['+ccc']]);
  });

  it('before a heading that would stand alone', () => {
    expect(words([paragraph('aaa'), { kind: 'heading', texts: ['II.'] }, paragraph('bbb ccc')], 3)).toEqual([
      ['aaa'],
      ['II.', 'bbb ccc'],
    ]);
  });

  it('between rows, with room for the head of the table again; a row higher than a page by its lines', () => {
    expect(words([row('1', 'aaa'), row('2', 'bbb'), row('3', 'ccc')], 2)).toEqual([['1|aaa', '2|bbb'], ['3|ccc']]);
    expect(words([row('1', 'aaa bbb ccc ddd eee')], 3)).toEqual([['1|aaa bbb ccc…'], ['+|ddd eee']]);
  });

  it('so that those who sign do so under some of the text', () => {
    const signers: PaperPiece = { kind: 'signers', columns: [] };
    expect(words([paragraph('aaa'), paragraph('bbb'), signers], 2)).toEqual([['aaa'], ['bbb', 'signers']]);
  });
});
