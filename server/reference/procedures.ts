import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Confidence } from '../../shared/schema/common.ts';
import {
  type BrokenEntry,
  leastSure,
  OptionalText,
  type ReferenceContent,
  type SourceReading,
  sourceText,
} from './content.ts';

const file = 'procedures.json';

const Procedure = Type.Object({
  law: Type.String(),
  effectiveFrom: Type.String(),
  effectiveTo: OptionalText,
  steps: Type.Array(Type.Object({ confidence: Confidence, source: Type.String() })),
});

/** Kind of the cases that follow a procedure, by the procedure's id. */
const kinds: Readonly<Record<string, 'inspection' | 'specialisedCheck'>> = {
  inspection2025: 'inspection',
  inspection2022: 'inspection',
  specialisedCheck2025: 'specialisedCheck',
};

const titles: Readonly<Record<string, string>> = {
  inspection2025: 'Trình tự thanh tra theo Luật Thanh tra 2025',
  inspection2022: 'Trình tự thanh tra theo Luật Thanh tra 2022',
  specialisedCheck2025: 'Trình tự kiểm tra chuyên ngành theo Nghị định 217/2025/NĐ-CP',
};

/** Procedures of a case, by kind and date. */
export function readProcedures(): SourceReading {
  const source = JSON.parse(sourceText(file)) as Readonly<Record<string, unknown>>;
  const contents: ReferenceContent[] = [];
  const broken: BrokenEntry[] = [];
  for (const [id, kind] of Object.entries(kinds)) {
    const entry = source[id];
    if (!Value.Check(Procedure, entry)) {
      broken.push({ file, at: `${id}${Value.Errors(Procedure, entry)[0]?.instancePath ?? ''}` });
      continue;
    }
    const { effectiveFrom, effectiveTo, ...data } = entry;
    contents.push({
      id,
      kind: 'procedure',
      title: titles[id] ?? data.law,
      effectiveFrom,
      effectiveTo: effectiveTo ?? null,
      confidence: leastSure(data.steps.map((step) => step.confidence)),
      source: [...new Set(data.steps.map((step) => step.source))].join('; '),
      data: { ...data, kind, workflow: id },
    });
  }
  return { contents, broken };
}
