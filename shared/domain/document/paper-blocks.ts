import type { Attendee, AttendeeSide, OfficialDocument, Statement } from '../../schema/documents.ts';
import { blank } from './fixed-text.ts';
import type { FormField } from './form-fields.ts';

/** One block of a paper, from top to bottom. `field`: the form's field of which it is, to show where something lacks. */
export type PaperBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly field?: string; readonly isBlank?: boolean }
  | { readonly kind: 'table'; readonly columns: readonly PaperColumn[]; readonly rows: readonly (readonly string[])[] };

/** A column of a table: what stands above it, and its share of the width in percent. */
export interface PaperColumn {
  readonly head: string;
  readonly width: number;
}

/** So wide that names and conditions are read across, and not down. */
const exhibitColumns: readonly PaperColumn[] = [
  { head: 'STT', width: 7 },
  { head: 'Tên', width: 28 },
  { head: 'Số lượng', width: 13 },
  { head: 'Tình trạng, đặc điểm', width: 35 },
  { head: 'Số niêm phong', width: 17 },
];

/** A text of a form's field, one paragraph a line; dots where a required one is not there yet. */
export function textBlocks({ id, required }: FormField, label: string, text: string): PaperBlock[] {
  if (text === '') {
    if (!required) return [];
    return [{ kind: 'paragraph', text: [label, blank].filter(Boolean).join(': '), field: id, isBlank: true }];
  }
  const [first = '', ...others] = text.split('\n');
  // A text that begins as its label does says the label itself: `Quyết định số 212`.
  const isNamed = label !== '' && !first.startsWith(label.split(' ', 2).join(' '));
  const lines =
    isNamed && others.length === 0 ? [`${label}: ${first}`] : [...(isNamed ? [`${label}:`] : []), first, ...others];
  return lines.filter((line) => line.trim() !== '').map((line) => ({ kind: 'paragraph', text: line, field: id }));
}

/** The people of some sides, one a line. */
export function peopleBlocks(
  { id, kind, required }: FormField,
  label: string,
  sides: readonly AttendeeSide[],
  { attendees }: OfficialDocument,
): PaperBlock[] {
  // The officer's and the witness's title, office and address stand behind their names.
  if (kind !== 'list' && kind !== 'person') return [];
  const here = attendees.filter(({ side, name }) => sides.includes(side) && name.trim() !== '');
  if (here.length === 0 && !required) return [];
  const isNamed = label !== '' && !label.startsWith('Ông (bà)');
  const head: PaperBlock[] = isNamed ? [{ kind: 'paragraph', text: `${label}:` }] : [];
  if (here.length === 0)
    return [...head, { kind: 'paragraph', text: `- Ông (bà): ${blank}`, field: id, isBlank: true }];
  return [...head, ...here.map((one): PaperBlock => ({ kind: 'paragraph', text: personLine(one), field: id }))];
}

function personLine({ name, duty, organisation, address, idNumber }: Attendee): string {
  const facts = [
    `- Ông (bà): ${name.trim()}`,
    duty.trim() && `chức vụ: ${duty.trim()}`,
    organisation.trim(),
    address.trim() && `địa chỉ: ${address.trim()}`,
    idNumber.trim() && `số giấy tờ: ${idNumber.trim()}`,
  ];
  return `${facts.filter(Boolean).join('; ')}.`;
}

/** What people of some sides said, in their own words, and what the team answered. */
export function statementBlocks(
  label: string,
  sides: readonly AttendeeSide[],
  document: OfficialDocument,
): PaperBlock[] {
  const { attendees, statements } = document;
  const speaker = ({ attendeeId }: Statement) => attendees.find(({ id }) => id === attendeeId);
  const said = statements.filter((each) => sides.includes(speaker(each)?.side ?? 'entity') && each.text.trim() !== '');
  if (said.length === 0) return [];
  const head: PaperBlock[] = label ? [{ kind: 'paragraph', text: `${label}:` }] : [];
  return [
    ...head,
    ...said.flatMap((each): PaperBlock[] => {
      const name = speaker(each)?.name.trim();
      const words = `- ${name ? `Ông (bà) ${name}: ` : ''}“${each.text.trim()}”`;
      const answer = each.answer.trim();
      return [
        { kind: 'paragraph', text: words },
        ...(answer ? [{ kind: 'paragraph', text: `Ý kiến của Đoàn: ${answer}` } as const] : []),
      ];
    }),
  ];
}

/** The list of things. */
export function exhibitBlocks({ exhibits }: OfficialDocument): PaperBlock[] {
  if (exhibits.length === 0) return [];
  const rows = exhibits.map(({ name, quantity, condition, sealNumber, photos }, place) => {
    const shown = photos.length > 0 ? `${String(photos.length).padStart(2, '0')} ảnh kèm theo` : '';
    return [String(place + 1), name, quantity, [condition, shown].filter(Boolean).join('; '), sealNumber];
  });
  return [{ kind: 'table', columns: exhibitColumns, rows }];
}
