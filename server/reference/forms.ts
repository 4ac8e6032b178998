import { Type } from 'typebox';
import { Confidence } from '../../shared/schema/common.ts';
import { OptionalText, readEntries, type SourceReading } from './content.ts';

const Form = Type.Object({
  code: Type.String(),
  titleVi: Type.String(),
  effectiveFrom: OptionalText,
  effectiveTo: OptionalText,
  confidence: Confidence,
  source: Type.String(),
});

/** Official forms; their whole shape is checked as `FormData` before they are loaded. */
export function readForms(): SourceReading {
  return readEntries('forms.json', 'forms', Form, ({ effectiveFrom, effectiveTo, confidence, source, ...data }) => ({
    id: `form.${data.code}`,
    kind: 'form',
    title: data.titleVi,
    effectiveFrom: effectiveFrom ?? null,
    effectiveTo: effectiveTo ?? null,
    confidence,
    source,
    data,
  }));
}
