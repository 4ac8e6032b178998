import { describe, expect, it } from 'vitest';
import type { NoteRow } from '../storage/notes-watch.ts';
import type { State } from './ledger.ts';
import { Receipts, receiptIn } from './receipts.ts';

const stateOf = (id: string, title: string): State => ({ id, title, updatedAt: title, _deleted: false });

function noteOf(docData: State, previous?: NoteRow['document']): NoteRow {
  const document = { itemId: String(docData.id), isCheckpoint: '0', docData, _meta: { lwt: 1 } };
  return { document, previous } as unknown as NoteRow;
}

function completed(receipts: Receipts, row: NoteRow): string | null {
  receipts.complete(row);
  return receiptIn(row.document);
}

describe('receipts', () => {
  it('are kept in the note of the very state that they are for, and in the notes made out of it', () => {
    const receipts = new Receipts('id');
    const [first, second] = [stateOf('a', 'first'), stateOf('a', 'second')];
    receipts.received([first], ['proof'], 'push');
    expect(completed(receipts, noteOf(first))).toBe('proof');
    expect(completed(receipts, noteOf(second))).toBeNull();
    const noted = noteOf(first);
    expect(completed(receipts, noted)).toBe('proof');
    receipts.noted(noted.document);
    expect(completed(receipts, noteOf(first))).toBeNull();
    expect(completed(receipts, noteOf({ ...first }, noted.document))).toBe('proof');
    expect(completed(receipts, noteOf(second, noted.document))).toBeNull();
  });

  it('of several states of one document are all kept until their notes are', () => {
    const receipts = new Receipts('id');
    const [newer, older] = [stateOf('a', 'newer'), stateOf('a', 'older')];
    receipts.received([newer], ['proof of the newer'], 'push');
    receipts.received([older], ['proof of the older'], 'feed');
    expect(completed(receipts, noteOf(newer))).toBe('proof of the newer');
    expect(completed(receipts, noteOf(older))).toBe('proof of the older');
  });

  it('of what the feed brought are let go at its end, and kept for what was sent meanwhile', () => {
    const receipts = new Receipts('id');
    const [pulled, sent] = [stateOf('a', 'pulled'), stateOf('b', 'sent')];
    receipts.received([pulled, sent, stateOf('b', 'passed over')], ['of a', 'of b', 'of b before'], 'feed');
    receipts.received([sent], ['of sending'], 'push');
    receipts.feedIsWhole();
    expect(completed(receipts, noteOf(pulled))).toBeNull();
    expect(receipts.waiting.map(({ receipt }) => receipt)).toEqual(['of sending']);
    expect(completed(receipts, noteOf(sent))).toBe('of sending');
  });

  it('that came last are the ones that count', () => {
    const receipts = new Receipts('id');
    receipts.received([stateOf('a', 'same')], ['of the epoch before'], 'feed');
    receipts.received([stateOf('a', 'same')], ['of this epoch'], 'feed');
    expect(receipts.waiting).toHaveLength(1);
    expect(completed(receipts, noteOf(stateOf('a', 'same')))).toBe('of this epoch');
  });
});
