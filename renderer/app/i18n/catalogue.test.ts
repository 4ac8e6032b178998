import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';

type Texts = { readonly [key: string]: string | Texts };

const rendererFolder = path.join(import.meta.dirname, '../..');
const pluralEnding = /_(zero|one|two|few|many|other)$/;

/** Every text by its dotted key. */
function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const withoutPlural = (key: string) => key.replace(pluralEnding, '');
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? [])].sort();

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(place);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [readFileSync(place, 'utf8')] : [];
  });
}

const source = sourcesIn(rendererFolder).join('\n');
const literals = new Set([...source.matchAll(/['"]((?:\w+:)?[\w.-]+)['"]/g)].map((match) => match[1]));
/** Beginnings of keys that are put together: `state.${state}`; the rest of such a key is anything. */
const beginnings = [...source.matchAll(/`((?:\w+:)?[\w.-]+\.)\$\{/g)].flatMap((match) => match[1] ?? []);

function isUsed(namespace: string, key: string): boolean {
  const plain = withoutPlural(key);
  if (literals.has(plain) || literals.has(`${namespace}:${plain}`)) return true;
  return beginnings.some((beginning) => plain.startsWith(beginning) || `${namespace}:${plain}`.startsWith(beginning));
}

describe.each(Object.keys(catalogue.vi) as (keyof typeof catalogue.vi)[])('texts of %s', (namespace) => {
  const vi = flatten(catalogue.vi[namespace]);
  const en = flatten(catalogue.en[namespace]);

  it('has the same keys in both languages', () => {
    const keysOf = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(withoutPlural))].sort();
    expect(keysOf(en)).toEqual(keysOf(vi));
  });

  it('has the plural forms that each language needs', () => {
    for (const key of vi.keys()) if (pluralEnding.test(key)) expect(key).toMatch(/_other$/);
    for (const key of en.keys()) {
      if (key.endsWith('_one')) expect(en.has(key.replace(/_one$/, '_other')), key).toBe(true);
      if (key.endsWith('_other')) expect(en.has(key.replace(/_other$/, '_one')), key).toBe(true);
    }
  });

  it('has the same placeholders in both languages', () => {
    for (const [key, text] of en) {
      const inVietnamese = vi.get(key) ?? vi.get(`${withoutPlural(key)}_other`) ?? '';
      expect(placeholders(text), key).toEqual(placeholders(inVietnamese));
    }
  });

  it('has no empty text', () => {
    for (const [key, text] of [...vi, ...en]) expect(text.trim(), key).not.toBe('');
  });

  it('has no text that nobody shows', () => {
    expect([...vi.keys()].filter((key) => !isUsed(namespace, key))).toEqual([]);
  });
});

/** Letters of the Vietnamese alphabet that no other Latin alphabet has together. */
const vietnameseLetter = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

describe('the sources', () => {
  it('hold no words of the interface', () => {
    const outsideComments = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    const allowed = /'(đ|Tiếng Việt|nghìn|ngàn|triệu|tỷ|tỉ)'|replaceAll\('đ'/;
    const lines = outsideComments.split('\n').filter((line) => vietnameseLetter.test(line) && !allowed.test(line));
    expect(lines.filter((line) => />[^<{]*[^\s<{][^<{]*</.test(line) || /label=|title="/.test(line))).toEqual([]);
  });
});
