import { definitionOf } from './definitions.ts';
import type { Collections, Workspace } from './workspace.ts';

type Lookups = Pick<Workspace, 'count' | 'search'>;

/** Counts and full-text search by plain queries: for storages that answer no request of their own (memory, in tests). */
export function lookups(collections: Collections): Lookups {
  return {
    count: async (name, groupBy, selector) => {
      const counts = new Map<string, number>();
      for (const document of await collections[name].find({ selector: selector ?? {} }).exec()) {
        const value = String(document.get(groupBy));
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return counts;
    },
    search: async (name, text, limit) => {
      const wanted = fold(text);
      const paths = definitionOf(name).searchFields;
      const found = [];
      for (const document of await collections[name].find().exec()) {
        if (paths.some((path) => fold(String(document.get(path) ?? '')).includes(wanted))) found.push(document);
      }
      found.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
      return found.slice(0, limit).map((document) => document.id);
    },
  };
}

/** Lower case without tones, đ as d. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}
