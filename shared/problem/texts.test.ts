import { describe, expect, it } from 'vitest';
import { catalogue, isProblemCode, type ProblemCode } from './catalogue.ts';
import english from './texts.en.json' with { type: 'json' };
import { problemText } from './texts.ts';
import vietnamese from './texts.vi.json' with { type: 'json' };

const codes = Object.keys(catalogue) as ProblemCode[];
const parts = ['what', 'meaning', 'todo'] as const;
const placeholdersIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the texts of problems', () => {
  it('are there for every code in both languages, and for no other', () => {
    for (const texts of [vietnamese, english]) {
      expect(codes.filter((code) => !Object.hasOwn(texts, code))).toEqual([]);
      expect(Object.keys(texts).filter((key) => !isProblemCode(key.split('/')[0]))).toEqual([]);
    }
    expect(Object.keys(english)).toEqual(Object.keys(vietnamese));
  });

  it.each(Object.entries(vietnamese))('%s has whole sentences and the same details in both languages', (key, vi) => {
    const en = (english as Record<string, typeof vi>)[key];
    for (const part of parts) {
      for (const text of [vi[part], en?.[part] ?? '']) expect(text).toMatch(/^\S.*\.$/);
      expect(placeholdersIn(en?.[part] ?? '')).toEqual(placeholdersIn(vi[part]));
    }
  });

  it.each(codes)('%s still reads well with no detail at all', (code) => {
    for (const language of ['vi', 'en'] as const) {
      const text = problemText({ code }, language);
      for (const part of parts) {
        expect(text[part]).not.toContain('{{');
        expect(text[part]).not.toBe('');
      }
    }
  });

  it('fills details in and leaves out sentences whose detail is not there', () => {
    expect(problemText({ code: 'pin.wrong', details: { left: 3 } }, 'vi').todo).toBe(
      'Vui lòng nhập lại. Còn 3 lần thử.',
    );
    expect(problemText({ code: 'pin.wrong' }, 'vi').todo).toBe('Vui lòng nhập lại.');
    expect(problemText({ code: 'pin.forgotten', details: { unsent: 0 } }, 'vi').meaning).toBe(
      'Dữ liệu máy chủ đã nhận sẽ tải lại.',
    );
    expect(problemText({ code: 'account.locked', details: { retryAfterSeconds: 601 } }, 'en').todo).toBe(
      'Please wait and sign in again. About 11 minutes are left.',
    );
  });

  it('says more where a detail does', () => {
    const refused = problemText({ code: 'workflow.refused', details: { rule: 'locked', from: 'approved' } }, 'vi');
    expect(refused.what).toBe('Nội dung này đã được duyệt hoặc vụ việc đã đóng.');
    expect(problemText({ code: 'permission.denied', details: { rule: 'role' } }, 'en').what).toBe(
      'Your role may not do this.',
    );
  });
});
