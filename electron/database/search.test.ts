import fc from 'fast-check';
import type { RxJsonSchema } from 'rxdb';
import { describe, expect, it } from 'vitest';
import type { StorageOptions } from '../../shared/storage/contract.ts';
import { foldedWords } from '../../shared/storage/fold.ts';
import { getRxStorageEncryptedSqlite } from './rx-storage.ts';
import { changed, openInstance, stored } from './testing/instances.ts';
import { scratchDirectory, testKey } from './testing/scratch.ts';

interface Note {
  id: string;
  title: string;
  body?: string;
  tags?: string[];
  place?: { name: string };
  createdAt?: string;
}

const schema: RxJsonSchema<Note> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    title: { type: 'string' },
    body: { type: 'string' },
    tags: { type: 'array', items: { type: 'string' } },
    place: { type: 'object', properties: { name: { type: 'string' } } },
    createdAt: { type: 'string' },
  },
  required: ['id', 'title'],
};
const searchFields = ['title', 'body', 'tags', 'place.name'];

async function openNotes(options: StorageOptions = { searchFields }) {
  const storage = getRxStorageEncryptedSqlite({ directory: scratchDirectory(), key: testKey });
  const notes = await openInstance<Note>(storage, schema, { database: 'notes', collection: 'notes', options });
  const put = async (note: Note) => {
    const document = stored(note);
    await notes.bulkWrite([{ document }], 'test');
    return document;
  };
  const search = (text: string, limit = 50) =>
    storage.customRequest({ type: 'search', database: 'notes', collection: 'notes', text, limit });
  return { storage, notes, put, search };
}

describe('search', () => {
  it('finds with tones and without, đ as d, in every named field, the last word begun', async () => {
    const { notes, put, search } = await openNotes();
    await put({ id: 'a', title: 'Điều khoản chuyển tiếp' });
    await put({ id: 'b', title: 'x', body: 'Quyết định xử phạt' });
    await put({ id: 'c', title: 'x', tags: ['bưu chính', 'viễn thông'] });
    await put({ id: 'd', title: 'x', place: { name: 'Đà Nẵng' } });
    for (const text of ['dieu khoan', 'Điều khoản', 'DIEU KHO', 'điêu khoan chuy'])
      expect(await search(text)).toEqual(['a']);
    expect(await search('quyet dinh xu')).toEqual(['b']);
    expect(await search('vien thong')).toEqual(['c']);
    expect(await search('da nang')).toEqual(['d']);
    expect(await search('khoan dieu')).toEqual(['a']);
    expect(await search('khoa dieu')).toEqual([]);
    expect(await search(' ,. ')).toEqual([]);
    expect(await search('"dieu OR khoan*')).toEqual([]);
    await notes.close();
  });

  it('gives the phrase first, newest first, then all its words, newest first', async () => {
    const { notes, put, search } = await openNotes();
    await put({ id: 'words 1', title: 'chính sách bưu điện' });
    await put({ id: 'phrase 1', title: 'bưu chính công ích' });
    await put({ id: 'words 2', title: 'chính quyền và bưu tá' });
    await put({ id: 'phrase 2', title: 'dịch vụ bưu chính' });
    expect(await search('buu chinh')).toEqual(['phrase 2', 'phrase 1', 'words 2', 'words 1']);
    expect(await search('buu chinh', 3)).toEqual(['phrase 2', 'phrase 1', 'words 2']);
    expect(await search('buu chinh', 1)).toEqual(['phrase 2']);
    await notes.close();
  });

  it('makes no phrase over the end of a field', async () => {
    const { notes, put, search } = await openNotes();
    await put({ id: 'apart', title: 'thuế bưu', body: 'chính sách' });
    await put({ id: 'phrase', title: 'bưu chính' });
    await put({ id: 'tags', title: 'x', tags: ['bưu', 'chính'] });
    expect(await search('buu chinh')).toEqual(['phrase', 'tags', 'apart']);
    await put({ id: 'pairs apart', title: 'thu hồi giấy', body: 'giấy phép' });
    await put({ id: 'pairs', title: 'thu hồi giấy phép' });
    await put({ id: 'pairs apart too', title: 'thu hồi giấy', body: 'giấy phép' });
    expect(await search('thu hoi giay phep')).toEqual(['pairs', 'pairs apart too', 'pairs apart']);
    await notes.close();
  });

  it('takes the order from a field when it is told to, in whatever order documents come', async () => {
    const order = { field: 'createdAt' };
    const { notes, put, search } = await openNotes({ searchFields, searchOrder: order });
    const days = ['2026-03-01', '2026-03-09', '2026-02-11', '2025-12-31', '2026-03-08'];
    for (const day of days) await put({ id: day, title: 'bưu chính', createdAt: `${day}T08:00:00+07:00` });
    expect(await search('buu chinh')).toEqual([...days].sort().reverse());
    await notes.close();
  });

  it('takes it from leading digits of any base, and keeps what is of one moment in the order of coming', async () => {
    const { notes, put, search } = await openNotes({
      searchFields,
      searchOrder: { field: 'createdAt', digits: 9, radix: 36 },
    });
    const stamp = (ms: number) => ms.toString(36).padStart(9, '0');
    const now = Date.UTC(2026, 10, 25);
    await put({ id: 'middle', title: 'x', createdAt: `${stamp(now)}000-a` });
    await put({ id: 'old', title: 'x', createdAt: `${stamp(now - 86_400_000)}000-a` });
    for (const id of ['1', '2', '3']) await put({ id, title: 'x', createdAt: `${stamp(now + 86_400_000)}00${id}-a` });
    expect(await search('x')).toEqual(['3', '2', '1', 'middle', 'old']);
    await notes.close();
  });

  it('follows changes, deletion and return of a document', async () => {
    const { notes, put, search } = await openNotes();
    const first = await put({ id: 'a', title: 'bưu chính' });
    const second = changed(first, { title: 'viễn thông' });
    await notes.bulkWrite([second], 'test');
    expect(await search('buu chinh')).toEqual([]);
    expect(await search('vien thong')).toEqual(['a']);
    const deleted = changed(second.document, { _deleted: true });
    await notes.bulkWrite([deleted], 'test');
    expect(await search('vien thong')).toEqual([]);
    await notes.bulkWrite([changed(deleted.document, { _deleted: false, title: 'báo chí' })], 'test');
    expect(await search('bao chi')).toEqual(['a']);
    const { error } = await notes.bulkWrite([{ document: stored({ id: 'a', title: 'xuất bản' }) }], 'conflict');
    expect(error).toHaveLength(1);
    expect(await search('xuat ban')).toEqual([]);
    await notes.close();
  });

  it('is refused where a collection has no search fields', async () => {
    const { notes, search } = await openNotes({});
    await expect(search('x')).rejects.toMatchObject({ code: 'database.refused' });
    await notes.close();
  });

  it('goes on over other fields, and begins over what was stored before, when the fields are changed', async () => {
    const { storage, notes, put } = await openNotes({});
    await put({ id: 'a', title: 'bưu chính', body: 'viễn thông' });
    await put({ id: 'b', title: 'viễn thông' });
    await notes.close();
    for (const [fields, expected] of [
      [['title'], ['b']],
      [
        ['title', 'body'],
        ['b', 'a'],
      ],
    ] as const) {
      const again = await openInstance<Note>(storage, schema, {
        database: 'notes',
        collection: 'notes',
        options: { searchFields: fields },
      });
      const request = { type: 'search', database: 'notes', collection: 'notes', text: 'vien thong', limit: 9 } as const;
      expect(await storage.customRequest(request)).toEqual(expected);
      expect(await again.findDocumentsById(['a', 'b'], false)).toHaveLength(2);
      await again.close();
    }
  });
});

const seed = Number(process.env.STORAGE_SEED ?? Date.now() % 1_000_000_000);
const syllables = [
  'bưu',
  'chính',
  'chinh',
  'Điều',
  'dieu',
  'điện',
  'khoản',
  'kho',
  'Ễ',
  'é',
  'đ',
  'an',
  'ân',
  'anh',
  'ành',
  '12',
  '123',
];
const word = fc.constantFrom(...syllables);
const sentence = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ', ', '/', ' - ')), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.flat().join(''));
const asked = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 6 }), fc.boolean())
  .map(([words, letters, isWhole]) => {
    const last = words.at(-1) ?? '';
    return [...words.slice(0, -1), isWhole ? last : last.slice(0, letters)].join(' ');
  });

/**
 * What a person would call right: read every document, word by word. The words as a phrase come first, those with the last
 * one whole before those where it is only begun; in each the newest first.
 */
function fullScan(documents: readonly Note[], text: string): string[] {
  const words = foldedWords(text);
  const isWord = (isWhole: boolean) => (found: string | undefined, at: number) =>
    isWhole || at < words.length - 1 ? found === words[at] : found?.startsWith(words[at] ?? '');
  const rankOf = ({ title, body }: Note) => {
    const fields = [title, body ?? ''].map(foldedWords);
    const isPhrase = (isWhole: boolean) =>
      fields.some((found) => found.some((_, start) => words.every((_, at) => isWord(isWhole)(found[start + at], at))));
    const holdsAll = (isWhole: boolean) =>
      words.every((_, at) => fields.flat().some((found) => isWord(isWhole)(found, at)));
    return [isPhrase(true), isPhrase(false), holdsAll(true), holdsAll(false)].indexOf(true);
  };
  return documents
    .map((note) => ({ id: note.id, rank: rankOf(note) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

describe('recall', () => {
  it(`and order are those of a full scan of the folded texts (seed ${seed})`, async () => {
    const { notes, search } = await openNotes({ searchFields: ['title', 'body'] });
    const texts = fc.sample(fc.tuple(sentence, sentence), { seed, numRuns: 250 });
    const documents: Note[] = texts.map(([title, body], at) => ({
      id: `n${String(at).padStart(3, '0')}`,
      title,
      body,
    }));
    await notes.bulkWrite(
      documents.map((note) => ({ document: stored(note) })),
      'fill',
    );
    const isRight = fc.asyncProperty(asked, async (text) => {
      const found = await search(text, 1_000);
      expect(found).toEqual(fullScan(documents, text));
      expect(await search(text, 5)).toEqual(found.slice(0, 5));
    });
    await fc.assert(isRight, { seed, numRuns: 600 });
    await notes.close();
  });
});
