import type { OfficialDocument } from '../../schema/documents.ts';
import type { FormData } from '../../schema/reference-data.ts';
import { type Blanks, blank, fillFixedText } from './fixed-text.ts';
import { type FormField, type FormSection, fieldLabel, placeOfField, withoutMarks } from './form-fields.ts';
import { minuteWords } from './minute.ts';
import { exhibitBlocks, type PaperBlock, peopleBlocks, statementBlocks, textBlocks } from './paper-blocks.ts';
import { type PaperSigners, signersOf } from './paper-signers.ts';

/** A document as its paper says it. */
export interface Paper {
  readonly agency: string;
  /** `Số: 05/BB-TG`; empty where the form has no number. */
  readonly number: string;
  readonly placeDate: string;
  readonly title: string;
  readonly body: readonly PaperBlock[];
  readonly signers: readonly PaperSigners[];
}

/** Names that whoever wrote the form down gave to its parts; the form does not print them. */
const unprinted = /^(Phần đầu|Mở đầu|Kết thúc|Ý kiến|Đối tượng|Nội dung|Thành phần|Căn cứ)$/;
/** What a form prints on the back is told by its copies. */
const onTheBack = /^<In ở mặt sau>/;

/**
 * The paper of a document: it says nothing but what the form and the document say, so that it changes when, and only when, the
 * text that people sign changes. In Vietnamese, as every official document.
 */
export function paperOf(form: FormData, document: OfficialDocument): Paper {
  const texts = new Map(document.fields.map(({ id, text }) => [id, text.trim()]));
  const hasNumber = form.sections.some(({ fields }) => fields.some(({ id }) => id === 'docNumber'));
  return {
    agency: texts.get('agency') ?? '',
    number: hasNumber ? `Số: ${document.number.trim() || `……/${form.symbol ?? ''}`}` : '',
    placeDate: texts.get('placeDate') ?? '',
    title: document.title.trim(),
    body: form.sections
      .filter(({ headingVi }) => headingVi !== 'Phần đầu' && !onTheBack.test(headingVi))
      .flatMap((section) => sectionBlocks(section, form, document, texts)),
    signers: signersOf(form, document, texts.get('target') ?? ''),
  };
}

function sectionBlocks(
  section: FormSection,
  form: FormData,
  document: OfficialDocument,
  texts: ReadonlyMap<string, string>,
): PaperBlock[] {
  const { headingVi, fields } = section;
  const isEnd = fields.some((field) => placeOfField(field).in === 'endedAt');
  const fixed = fillFixedText(section.fixedTextVi ?? '', blanksOf(section, document, texts, isEnd), form.titleVi);
  const said = new Set(fixed.length > 0 ? fields.filter(isInFixedText).map(({ id }) => id) : []);
  const blocks = fields
    .filter(({ id }) => !said.has(id))
    .flatMap((field) => fieldBlocks(field, section, document, texts));
  const heading: PaperBlock[] = unprinted.test(headingVi) ? [] : [{ kind: 'heading', text: headingOf(headingVi) }];
  const sentences = fixed.map((text): PaperBlock => ({ kind: 'paragraph', text }));
  // A section's own sentences stand before what is filled in, but for those after a list.
  const all =
    isEnd || !fields.some(({ kind }) => kind === 'list') ? [...sentences, ...blocks] : [...blocks, ...sentences];
  return all.length > 0 ? [...heading, ...all] : [];
}

/** A form's sentences have blanks for these. */
function isInFixedText(field: FormField): boolean {
  const { in: place } = placeOfField(field);
  if (['startedAt', 'endedAt', 'place', 'sheets', 'afterwards'].includes(place)) return true;
  return ['target', 'subject', 'what', 'ofWhom'].includes(field.id) && place === 'text';
}

function blanksOf(
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
    copies: document.copies.reduce((sum, { count }) => sum + count, 0),
    target: texts.get('target') ?? '',
    representative: (ofEntity.find(({ signs }) => signs) ?? ofEntity[0])?.name ?? '',
    isOrganisation: texts.get('subjectKind') !== 'ông (bà)',
    subject: texts.get('subject') ?? '',
    chosen: new Map(choices),
  };
}

function fieldBlocks(
  field: FormField,
  { headingVi }: FormSection,
  document: OfficialDocument,
  texts: ReadonlyMap<string, string>,
): PaperBlock[] {
  const place = placeOfField(field);
  const label = fieldLabel(field);
  const isHeading = headingOf(headingVi).includes(label) || label.includes(fieldLabel({ labelVi: headingVi }));
  switch (place.in) {
    case 'startedAt':
      return [
        { kind: 'paragraph', text: `Vào hồi ${minuteWords(document.startedAt)}, tại ${document.place || blank}.` },
      ];
    case 'endedAt':
      return [{ kind: 'paragraph', text: `Biên bản kết thúc vào hồi ${minuteWords(document.endedAt)}.` }];
    case 'attendees':
      return peopleBlocks(field, isHeading ? '' : label, place.sides, document);
    case 'statements':
      return statementBlocks(isHeading ? '' : label, place.sides, document);
    case 'exhibits':
      return exhibitBlocks(document);
    case 'text':
      return textBlocks(field, isHeading ? '' : label, texts.get(field.id) ?? '');
    default:
      return [];
  }
}

function headingOf(headingVi: string): string {
  return withoutMarks(headingVi).replace(/\s*…+/g, '').trim();
}
