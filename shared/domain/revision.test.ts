import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, revisionOf } from './revision.ts';

describe('canonicalText', () => {
  it('sorts the keys at every depth and keeps the order of lists', () => {
    expect(canonicalText({ b: [{ d: 1, c: 2 }, 3], a: 'đ' })).toBe('{"a":"đ","b":[{"c":2,"d":1},3]}');
  });

  it("leaves out RxDB's own fields at the top alone, and keeps _deleted", () => {
    expect(
      canonicalText({ _deleted: true, _meta: { lwt: 1 }, _rev: '1-a', _attachments: {}, own: { _rev: 'kept' } }),
    ).toBe('{"_deleted":true,"own":{"_rev":"kept"}}');
  });

  it('leaves out fields without a value, as JSON does', () => {
    expect(canonicalText({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });

  it('parses back to the same document', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        const text = canonicalText(document);
        const { _rev, _meta, _attachments, ...state } = document;
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(state)));
      }),
    );
  });
});

describe('revisionOf', () => {
  it('is the first 16 bytes of SHA-256 over the canonical text', () => {
    const document = { id: '1', name: 'Bưu chính', _deleted: false };
    const digest = createHash('sha256').update(canonicalText(document)).digest();
    expect(revisionOf(document)).toBe(digest.subarray(0, 16).toString('base64url'));
    expect(revisionOf(document)).toHaveLength(22);
  });

  it('is the same in whatever order the fields came, and another when deleted', () => {
    expect(revisionOf({ a: 1, b: 2, _deleted: false })).toBe(revisionOf({ _deleted: false, b: 2, a: 1 }));
    expect(revisionOf({ a: 1, _deleted: true })).not.toBe(revisionOf({ a: 1, _deleted: false }));
  });
});
