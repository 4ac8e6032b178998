import { Type } from 'typebox';
import { Confidence } from '../../shared/schema/common.ts';
import { leastSure, readEntries, type SourceReading } from './content.ts';

const Sure = Type.Object({ confidence: Confidence });
const Template = Type.Object({
  id: Type.String(),
  titleVi: Type.String(),
  legalBasis: Type.Array(Sure),
  sections: Type.Array(Type.Object({ items: Type.Array(Sure) })),
});

/** Inspection templates; their whole shape is checked as `TemplateData` before they are loaded. */
export function readTemplates(): SourceReading {
  return readEntries('checklists.json', 'templates', Template, ({ id, ...data }) => ({
    id,
    kind: 'template',
    title: data.titleVi,
    effectiveFrom: '2025-07-01',
    effectiveTo: null,
    confidence: leastSure([...data.legalBasis, ...data.sections.flatMap((section) => section.items)].map(sureness)),
    source: 'Mẫu kiểm tra soạn theo các văn bản nêu ở căn cứ pháp lý',
    data,
  }));
}

function sureness(part: { confidence: 'high' | 'medium' | 'low' }) {
  return part.confidence;
}
