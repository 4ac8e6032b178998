import type { OfficialDocument } from '../../schema/documents.ts';
import type { Blanks } from './fixed-text.ts';
import { type FormField, type FormSection, placeOfField } from './form-fields.ts';

/** What a form's own sentences say, by what they look like with their blanks. */
const inSentences: Readonly<Record<string, RegExp>> = {
  ...{ startedAt: /hồi\s*…/, endedAt: /hồi\s*…/, place: /tại …\(/, target: /đối với …|, … giữ/ },
  ...{ subject: /pháp luật …/, what: /<tang vật/, ofWhom: /<của/, copiesCount: /thành … bản/ },
};

/** True when the form's own sentences say what stands in this field. */
export function isInSentences(field: FormField, sentences: string): boolean {
  const { in: place } = placeOfField(field);
  return inSentences[place === 'text' ? field.id : place]?.test(sentences) ?? false;
}

/** What a document fills the blanks of a section's sentences with. */
export function blanksOf(
  { fields }: FormSection,
  document: OfficialDocument,
  texts: ReadonlyMap<string, string>,
  isEnd: boolean,
): Blanks {
  const ofEntity = document.attendees.filter(({ side }) => side === 'entity');
  const choices = fields.flatMap((field) => {
    const offered = /<([^>]+)>/.exec(field.labelVi)?.[1];
    const text = texts.get(field.id);
    return offered && text ? [[offered, text] as const] : [];
  });
  return {
    minute: isEnd ? document.endedAt : document.startedAt,
    place: document.place.trim(),
    sheets: document.sheets,
    copies: Number(texts.get('copiesCount')) || 0,
    target: texts.get('target') ?? '',
    representative: (ofEntity.find(({ signs }) => signs) ?? ofEntity[0])?.name ?? '',
    isOrganisation: texts.get('subjectKind') !== 'ông (bà)',
    subject: texts.get('subject') ?? '',
    chosen: new Map(choices),
  };
}
