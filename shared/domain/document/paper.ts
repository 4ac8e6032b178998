import { type AttendeeSide, attendeeSides, type OfficialDocument } from '../../schema/documents.ts';
import type { FormData } from '../../schema/reference-data.ts';
import { blank, fillFixedText } from './fixed-text.ts';
import {
  type FormField,
  type FormSection,
  fieldLabel,
  hasPlace,
  headFields,
  placeOfField,
  withoutMarks,
} from './form-fields.ts';
import { minuteWords } from './minute.ts';
import { exhibitBlocks, type PaperBlock, peopleBlocks, statementBlocks, textBlocks } from './paper-blocks.ts';
import { blanksOf, isInSentences } from './paper-sentences.ts';
import { type PaperSigners, refusalSentences, signersOf } from './paper-signers.ts';

/**
 * What stands above every official document (Decree 30/2020/NĐ-CP, Appendix I), where somebody did not sign, and across each page of
 * what is not to be taken for the document.
 */
export const paperWords = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  unsigned: '(không ký)',
  draft: 'DỰ THẢO',
  cancelled: 'ĐÃ HỦY',
} as const;

/** A document as its paper says it. */
export interface Paper {
  readonly agency: string;
  /** What the form's head says under the agency; empty where it says nothing. */
  readonly under: string;
  /** `Số: 05/BB-TG`; empty where the form has no number. */
  readonly number: string;
  readonly placeDate: string;
  readonly title: string;
  readonly body: readonly PaperBlock[];
  readonly signers: readonly PaperSigners[];
  /** Of each who did not sign, why and who saw it. */
  readonly refusals: readonly string[];
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
    under: underAgency(form, texts),
    number: hasNumber ? `Số: ${document.number.trim() || `……/${form.symbol ?? ''}`}` : '',
    placeDate: texts.get('placeDate') ?? '',
    title: document.title.trim(),
    body: bodyOf(form, document, texts),
    signers: signersOf(form, document, texts.get('target') ?? ''),
    refusals: refusalSentences(document),
  };
}

function bodyOf(form: FormData, document: OfficialDocument, texts: ReadonlyMap<string, string>): PaperBlock[] {
  const sections = form.sections.filter(({ headingVi }) => headingVi !== 'Phần đầu' && !onTheBack.test(headingVi));
  const end = sections.findIndex(({ fields }) => fields.some((field) => placeOfField(field).in === 'endedAt'));
  const blocks = (some: readonly FormSection[]) =>
    some.flatMap((section) => sectionBlocks(section, form, document, texts));
  const before = end < 0 ? sections : sections.slice(0, end);
  return [...blocks(before), ...unasked(form, document), ...blocks(sections.slice(before.length))];
}

/** Those for whom a form has no place, by what they are there as. */
const otherPeople: readonly { readonly head: string; readonly sides: readonly AttendeeSide[] }[] = [
  { head: 'Những người khác có mặt', sides: ['team', 'entity', 'other'] },
  { head: 'Đại diện chính quyền', sides: ['authority'] },
  { head: 'Người chứng kiến', sides: ['witness'] },
];

/** What the document has and the form has no place for: it is said all the same, before the end. */
function unasked(form: FormData, document: OfficialDocument): PaperBlock[] {
  const places = form.sections.flatMap(({ fields }) => fields.map(placeOfField));
  const others = (kind: 'attendees' | 'statements') => {
    const asked = places.flatMap((place) => (place.in === kind ? place.sides : []));
    return attendeeSides.filter((side) => !asked.includes(side));
  };
  const list = { id: '', labelVi: '', kind: 'list', required: false };
  const things = exhibitBlocks(document);
  return [
    ...otherPeople.flatMap(({ head, sides }) => {
      const here = others('attendees').filter((side) => sides.includes(side));
      return peopleBlocks(list, head, here, document);
    }),
    ...statementBlocks('Ý kiến khác', others('statements'), document),
    ...(hasPlace(form, 'exhibits') || things.length === 0
      ? []
      : [{ kind: 'paragraph', text: 'Tang vật, giấy tờ kèm theo:' } as const, ...things]),
  ];
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
  const blocks = fields
    .filter((field) => !isInSentences(field, section.fixedTextVi ?? ''))
    .flatMap((field) => fieldBlocks(field, section, document, texts));
  const heading: PaperBlock[] = unprinted.test(headingVi)
    ? []
    : [{ kind: 'heading', text: headingOf(headingVi, texts.get('target')) }];
  const sentences = fixed.map((text): PaperBlock => ({ kind: 'paragraph', text }));
  // A section's own sentences stand before what is filled in, but for those after a list.
  const all =
    isEnd || !fields.some(({ kind }) => kind === 'list') ? [...sentences, ...blocks] : [...blocks, ...sentences];
  return all.length > 0 ? [...heading, ...all] : [];
}

function fieldBlocks(
  field: FormField,
  { headingVi }: FormSection,
  document: OfficialDocument,
  texts: ReadonlyMap<string, string>,
): PaperBlock[] {
  const place = placeOfField(field);
  const label = fieldLabel(field);
  const isHeading =
    !unprinted.test(headingVi) &&
    (headingOf(headingVi).includes(label) || label.includes(fieldLabel({ labelVi: headingVi })));
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

/** The texts of the form's head that are not the agency, the place and the day. */
function underAgency({ sections }: FormData, texts: ReadonlyMap<string, string>): string {
  const head = sections.find(({ headingVi }) => headingVi === 'Phần đầu')?.fields ?? [];
  return head
    .filter((field) => placeOfField(field).in === 'text' && !headFields.some(({ id }) => id === field.id))
    .map((field) => [fieldLabel(field), texts.get(field.id) || blank].join(' '))
    .join('\n');
}

function headingOf(headingVi: string, target = ''): string {
  return withoutMarks(headingVi)
    .replace(/\s*…+/g, target && ` ${target}`)
    .trim();
}
