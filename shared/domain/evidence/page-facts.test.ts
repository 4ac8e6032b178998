import { describe, expect, it } from 'vitest';
import { factsOf, factsText, factWords, type PageFacts } from './page-facts.ts';

const facts: PageFacts = {
  ...{ version: 1, title: 'Bảng giá', addressAsked: 'https://a.vn/', redirects: [], addressAnswered: 'https://a.vn/' },
  ...{
    addressShown: 'https://a.vn/',
    capturedFrom: '2026-11-27T01:00:00.000Z',
    capturedTo: '2026-11-27T01:00:02.000Z',
  },
  ...{ clockOffsetMs: 250, wasLoaded: true, status: 200, protocol: 'h2', serverAddress: '203.113.131.1' },
  ...{ headers: [{ name: 'server', value: 'x' }], userAgent: 'Mozilla/5.0', tls: null },
  ...{ page: { width: 1_280, height: 900, isCut: false }, files: [] },
};

describe('the facts of a captured page', () => {
  it('are lines that people read, and the same facts again', () => {
    const text = factsText(facts);
    expect(text).toContain('\n  "addressAsked": "https://a.vn/",\n');
    expect(factsOf(text)).toEqual(facts);
  });

  it.each([
    ['no JSON', 'x'],
    ['another text of the program', '{"version":1,"what":"Điện áp"}'],
    ['a field more', factsText({ ...facts, more: 1 } as PageFacts)],
    ['a later version', factsText({ ...facts, version: 2 } as unknown as PageFacts)],
  ])('are not read from %s', (_name, text) => {
    expect(factsOf(text)).toBeNull();
  });

  it('hold no more of a stranger’s text than a screen bears', () => {
    expect(factWords('x'.repeat(20_000))).toHaveLength(10_000);
  });
});
