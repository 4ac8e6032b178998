import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../schema/evidence.ts';
import { pageHash } from './page-code.ts';
import {
  pageOfTie,
  pagesStanding,
  pageTieId,
  returnedPages,
  type SeenPage,
  withoutDocument,
  withoutPagesByHand,
  withPages,
} from './returned-pages.ts';
import { minutes } from './testing/documents.ts';

const hash = pageHash(minutes);
const earlier = '0123456789ab';
const own = { caseId: minutes.caseId, documentId: minutes.id, pages: 3 };

function photograph(
  id: string,
  pages: readonly Partial<SeenPage>[],
  withdrawn = false,
  mediaType = 'image/jpeg',
): Evidence {
  const printed = pages.map((page) => pageTieId({ ...own, page: 1, hash, isByHand: false, ...page }));
  const ties = ['document|d1', ...printed].map((each) => ({ id: each }));
  return { id, ties, withdrawn: withdrawn ? { id: 'w' } : null, signed: { record: { mediaType } } } as Evidence;
}

/** `1 2+2`: which pages are here, and from how many photographs. */
function words(evidence: readonly Evidence[]) {
  const found = returnedPages(minutes, evidence);
  return {
    here: found.here
      .map(({ page, photographs, isByHand }) => photographs.map(() => page).join('+') + (isByHand ? 'h' : ''))
      .join(' '),
    missing: found.missing.join(' '),
    earlier: found.earlier.map(({ evidence: { id } }) => id).join(' '),
    foreign: found.foreign.map(({ printed }) => printed.documentId).join(' '),
    unread: found.unread.map(({ id }) => id).join(' '),
    apart: found.apart.map(({ printed: { page, pages } }) => `${page}/${pages}`).join(' '),
    standing: pagesStanding(found),
  };
}

const none = { here: '', missing: '', earlier: '', foreign: '', unread: '', apart: '', standing: 'none' };

describe('a scan of several sheets', () => {
  const scan = (pages: readonly Partial<SeenPage>[]) => photograph('s', pages, false, 'application/pdf');
  const scans = (evidence: readonly Evidence[]) => returnedPages(minutes, evidence).scans.map(({ id }) => id);

  it('may hold what is missing, as long as something is, whatever its other sheets are', () => {
    expect(scans([scan([{ page: 1 }, { page: 2 }])])).toEqual(['s']);
    expect(scans([scan([{ page: 1, documentId: 'd2' }]), photograph('p', [{ page: 1 }])])).toEqual(['s']);
    expect(scans([scan([{ page: 1 }, { page: 2 }, { page: 3 }])])).toEqual([]);
    expect(scans([photograph('p', [{ page: 1 }])])).toEqual([]);
  });

  it('keeps the pages that were told of it when another one is', () => {
    const tie = (page: number) => ({ id: pageTieId({ ...own, page, hash, isByHand: true }) });
    expect(withoutPagesByHand([tie(2), tie(3)], own.documentId, 3)).toEqual([tie(2)]);
  });
});

describe('of the pages of a document', () => {
  it.each([
    ['none came back', [], none],
    ['all did', [{ page: 1 }, { page: 2 }, { page: 3 }], { ...none, here: '1 2 3', standing: 'whole' }],
    ['one is missing', [{ page: 3 }, { page: 1 }], { ...none, here: '1 3', missing: '2', standing: 'missing' }],
    [
      'one came twice',
      [{ page: 1 }, { page: 2 }, { page: 2 }, { page: 3 }],
      { ...none, here: '1 2+2 3', standing: 'whole' },
    ],
    [
      'one is of an earlier text',
      [{ page: 1 }, { page: 2, hash: earlier }, { page: 3 }],
      { ...none, here: '1 3', missing: '2', earlier: 'p1', standing: 'missing' },
    ],
    [
      'one is of another document',
      [
        { page: 1, pages: 1 },
        { page: 1, documentId: 'd2' },
      ],
      { ...none, here: '1', foreign: 'd2', standing: 'whole' },
    ],
    [
      'one was told by hand',
      [
        { page: 1, pages: 2 },
        { page: 2, pages: 9, isByHand: true },
      ],
      { ...none, here: '1 2h', standing: 'whole' },
    ],
    [
      'one of an earlier text is beside all of this one',
      [{ hash: earlier }, { page: 1 }, { page: 2 }, { page: 3 }],
      { ...none, here: '1 2 3', earlier: 'p0', standing: 'whole' },
    ],
    [
      'some are of a print with other pages, they make no whole with the others',
      [{ page: 1, pages: 2 }, { page: 2 }, { page: 3 }],
      { ...none, here: '2 3', missing: '1', apart: '1/2', standing: 'missing' },
    ],
    [
      'all are of one print, one is of another',
      [{ page: 1, pages: 2 }, { page: 2, pages: 2 }, { page: 3 }],
      { ...none, here: '1 2', apart: '3/3', standing: 'whole' },
    ],
    ['all are of an earlier text', [{ hash: earlier }], { ...none, earlier: 'p0', standing: 'earlier' }],
  ])('%s', (_, pages, expected) => {
    expect(words(pages.map((page, place) => photograph(`p${place}`, [page])))).toEqual(expected);
  });

  it('two may be in one photograph, and one without a code is told', () => {
    expect(words([photograph('p', [{ page: 1 }, { page: 2 }]), photograph('q', [])])).toEqual({
      ...none,
      ...{ here: '1 2', missing: '3', unread: 'q', standing: 'missing' },
    });
  });

  it('one that was withdrawn is not here; one that was brought to another document is', () => {
    const elsewhere = {
      ...photograph('q', [{ page: 2 }]),
      ties: [{ id: pageTieId({ ...own, page: 2, hash, isByHand: false }) }],
    };
    expect(words([photograph('p', [{ page: 1 }], true), elsewhere])).toMatchObject({ here: '2', missing: '1 3' });
  });
});

describe('the ties of a photograph', () => {
  const tie = (one: Partial<SeenPage>) => pageTieId({ ...own, page: 1, hash, isByHand: false, ...one });
  const ids = (ties: readonly { id: string }[]) => ties.map(({ id }) => id);
  const finding = { id: 'finding|f1' };

  it('hold a page once', () => {
    expect(ids(withPages([finding], [tie({}), tie({ page: 2 })]))).toEqual(['finding|f1', tie({}), tie({ page: 2 })]);
    expect(ids(withPages([{ id: tie({}) }], [tie({})]))).toEqual([tie({})]);
  });

  it('lose what was told by hand of a document, and nothing else', () => {
    const kept = [tie({}), tie({ isByHand: true, documentId: 'd2' })].map((id) => ({ id }));
    const ties = [finding, ...kept, { id: tie({ page: 2, isByHand: true }) }];
    expect(withoutPagesByHand(ties, 'd1')).toEqual([finding, ...kept]);
  });

  it('lose a document with all its pages', () => {
    const kept = [finding, { id: tie({ documentId: 'd2' }) }, { id: 'document|d2' }];
    expect(withoutDocument([{ id: 'document|d1' }, { id: tie({}) }, ...kept], 'd1')).toEqual(kept);
  });
});

describe('the tie to a page', () => {
  const ulid = '01KB3V0000000000000000CASE';
  const printed = { caseId: ulid, documentId: ulid.replace('CASE', 'DOCU'), page: 98, pages: 99, hash, isByHand: true };

  it('holds what was read, in the length that a tie may have', () => {
    expect(pageTieId(printed).length).toBeLessThanOrEqual(80);
    expect(pageOfTie(pageTieId(printed))).toEqual(printed);
    expect(pageOfTie(pageTieId({ ...printed, isByHand: false }))).toEqual({ ...printed, isByHand: false });
    expect(pageOfTie(pageTieId({ ...printed, caseId: 'x'.repeat(40) }))).toEqual({ ...printed, caseId: '' });
  });

  it.each(['finding|f1', 'document|d1', 'page|c|d|2/3|nohash', 'page|c|d|x/3|'])('is none: %s', (id) => {
    expect(pageOfTie(id)).toBeNull();
  });
});
