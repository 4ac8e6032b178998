import type { Attendee, AttendeeSide, OfficialDocument } from '../../schema/documents.ts';
import type { FormData } from '../../schema/reference-data.ts';
import { withoutMarks } from './form-fields.ts';
import { signingOf } from './signed-text.ts';

/** Those who sign side by side under one heading. */
export interface PaperSigners {
  readonly role: string;
  readonly note: string;
  readonly people: readonly Attendee[];
}

/** Who signs under which heading of the form, by the heading's words; whom none takes in signs beside them. */
export function signersOf({ signers }: FormData, { attendees }: OfficialDocument, target: string): PaperSigners[] {
  const signing = attendees.filter(({ signs }) => signs);
  const sides = signers.map(({ roleVi }) => sidesOfRole(roleVi));
  const placeOf = ({ side }: Attendee) => {
    const own = sides.findIndex((each) => each.includes(side));
    return own >= 0 ? own : signers.length;
  };
  const columns = signers.map(({ roleVi, noteVi }, place) => ({
    role: withoutMarks(roleVi).replace(/…+/g, target.toLocaleUpperCase('vi')).trim(),
    note: noteVi ?? '',
    people: signing.filter((one) => placeOf(one) === place),
  }));
  const others = signing.filter((one) => placeOf(one) === signers.length);
  return [
    ...columns.filter(({ people }) => people.length > 0),
    ...otherRoles.flatMap(({ role, sides: own }) => {
      const people = others.filter(({ side }) => own.includes(side));
      return people.length > 0 ? [{ role, note: '', people }] : [];
    }),
  ];
}

/** Under what those sign for whom the form has no column. */
const otherRoles: readonly { readonly role: string; readonly sides: readonly AttendeeSide[] }[] = [
  { role: 'ĐẠI DIỆN CHÍNH QUYỀN', sides: ['authority'] },
  { role: 'NGƯỜI CHỨNG KIẾN', sides: ['witness'] },
  { role: 'NGƯỜI CÙNG KÝ', sides: ['team', 'entity', 'other'] },
];

function sidesOfRole(roleVi: string): readonly AttendeeSide[] {
  if (/CHỨNG KIẾN/.test(roleVi)) return ['witness', 'authority'];
  if (/ĐOÀN|LẬP BIÊN BẢN|GHI BIÊN BẢN/.test(roleVi)) return ['team'];
  if (/ĐẠI DIỆN|ĐỐI TƯỢNG|TỔ CHỨC|CÁ NHÂN/.test(roleVi)) return ['entity'];
  return [];
}

/** What the minutes say of those who do not sign (Decree 118/2021/NĐ-CP, forms; Decree 217/2025/NĐ-CP, art. 15.3). */
export function refusalSentences(document: OfficialDocument): string[] {
  const nameOf = (id: string) => document.attendees.find((each) => each.id === id)?.name.trim() ?? '';
  return signingOf(document).refusals.map(({ attendeeId, reason, witnessId, officialId }) =>
    [
      `Lý do ông (bà) ${nameOf(attendeeId)} không ký biên bản: ${reason.trim().replace(/[.\s]+$/, '')}.`,
      nameOf(witnessId) && `Người chứng kiến: ông (bà) ${nameOf(witnessId)}.`,
      nameOf(officialId) && `Người cùng xác nhận: ông (bà) ${nameOf(officialId)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  );
}
