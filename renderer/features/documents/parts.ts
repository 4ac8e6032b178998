import { type FormField, fieldLabel, headFields, placeOfField } from '../../../shared/domain/document/form-fields.ts';
import { type Lack, lacksOf } from '../../../shared/domain/document/missing.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import type { FormData } from '../../../shared/schema/reference-data.ts';

/** A part of a document's form; `section-2` is the third section of the official form. */
export type PartKey =
  | 'facts'
  | 'people'
  | 'exhibits'
  | 'statements'
  | 'copies'
  | 'signatures'
  | 'pages'
  | `section-${number}`;

export interface Part {
  readonly key: PartKey;
  /** Heading of the official form's section; null for the parts that every document has. */
  readonly heading: string | null;
  /** Texts of the official form that are filled in here. */
  readonly fields: readonly FormField[];
  readonly lacks: readonly Lack[];
}

/** Sections around the document as a whole: what they ask stands with its facts. */
const around = /^(Phần đầu|Mở đầu|Kết thúc)$/;

/** The parts of a document, from top to bottom, each with what it lacks before anybody can sign. */
export function partsOf(form: FormData, document: OfficialDocument): readonly Part[] {
  const lacks = lacksOf(form, document);
  const sections = form.sections.map(({ headingVi, fields }, place) => ({
    key: around.test(headingVi) ? ('facts' as const) : (`section-${place}` as const),
    heading: fieldLabel({ labelVi: headingVi }),
    fields: fields.filter(
      (field) => placeOfField(field).in === 'text' && !headFields.some(({ id }) => id === field.id),
    ),
  }));
  const keyOf = ({ part, field }: Lack): PartKey => {
    if (part !== 'content') return part;
    return sections.find(({ fields }) => fields.some(({ id }) => id === field?.id))?.key ?? 'facts';
  };
  const part = (key: PartKey, heading: string | null = null, fields: readonly FormField[] = []): Part => {
    return { key, heading, fields, lacks: lacks.filter((lack) => keyOf(lack) === key) };
  };
  const own = sections.filter(({ key, fields }) => key !== 'facts' && fields.length > 0);
  return [
    part(
      'facts',
      null,
      sections.filter(({ key }) => key === 'facts').flatMap(({ fields }) => fields),
    ),
    part('people'),
    ...own.map(({ key, heading, fields }) => part(key, heading, fields)),
    part('exhibits'),
    part('statements'),
    part('copies'),
    part('signatures'),
    part('pages'),
  ];
}
