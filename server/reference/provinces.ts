import { Type } from 'typebox';
import { readEntries, type SourceReading } from './content.ts';

const file = 'provinces.json';
const source = 'Nghị quyết 202/2025/QH15';

const Former = Type.Object({
  code: Type.String(),
  nameVi: Type.String(),
  effectiveTo: Type.String(),
  into: Type.String(),
});
const Current = Type.Object({
  code: Type.String(),
  nameVi: Type.String(),
  kind: Type.String(),
  effectiveFrom: Type.String(),
  from: Type.Array(Type.String()),
});

/** The 63 provinces until 2025-06-30 and the 34 since: a code may stand for both. */
export function readProvinces(): SourceReading {
  const former = readEntries(file, 'former', Former, ({ effectiveTo, ...data }) => ({
    id: `province-${data.code}`,
    kind: 'province',
    title: data.nameVi,
    effectiveFrom: null,
    effectiveTo,
    confidence: 'high',
    source,
    data: { ...data, kind: 'former' },
  }));
  const current = readEntries(file, 'current', Current, ({ effectiveFrom, ...data }) => ({
    id: `province-${data.code}@${effectiveFrom}`,
    kind: 'province',
    title: data.nameVi,
    effectiveFrom,
    effectiveTo: null,
    // The list is certain, its codes are not yet.
    confidence: 'medium',
    source,
    data,
  }));
  return { contents: [...former.contents, ...current.contents], broken: [...former.broken, ...current.broken] };
}
