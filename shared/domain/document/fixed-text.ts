import { withoutMarks } from './form-fields.ts';
import { minuteWords } from './minute.ts';

/** Dots for what is not known. */
export const blank = '………';

/** What a form's own sentences have blanks for; empty text and 0 for what is not known. */
export interface Blanks {
  /** The minute that the sentence is about. */
  readonly minute: string;
  readonly place: string;
  readonly sheets: number;
  readonly copies: number;
  /** The entity's name, who stands for it, and whether it is an organisation. */
  readonly target: string;
  readonly representative: string;
  readonly isOrganisation: boolean;
  readonly subject: string;
  /** By the first words of a choice, what was chosen. */
  readonly chosen: ReadonlyMap<string, string>;
}

const time = /hồi\s*…+\s*giờ\s*(?:…+\s*)?(?:phút)?\s*,?\s*ngày\s*…\/…\/…/g;
/** What a form prints for those who don't sign stands on the paper with the refusal itself. */
const refusalPart = /\n?<Trường hợp [\s\S]*$/;

/** A form's fixed sentences with their blanks filled in; lines that only repeat `title` are left out. */
export function fillFixedText(text: string, blanks: Blanks, title = ''): string[] {
  const { minute, place, sheets, copies, target, representative, subject, isOrganisation } = blanks;
  const filled = text
    .replace(refusalPart, '')
    .replace(/<([^>]+)>/g, (_, offered: string) => chosenOf(offered, blanks))
    .replace(/của(?:\(\*?\d*\))*\s*…$/, `của ${isOrganisation ? 'tổ chức' : 'ông (bà)'} có tên sau đây:`)
    .replace(time, `hồi ${minuteWords(minute)}`)
    .replace(/gồm … tờ/g, `gồm ${twoDigits(sheets)} tờ`)
    .replace(/thành … bản/g, `thành ${twoDigits(copies)} bản`)
    .replace(/tại …(?=\(\d+\))/g, `tại ${place || blank}`)
    .replace(/đối với …(?=\(\d+\))/g, `đối với ${target || blank}`)
    .replace(/ông \(bà\)\s*\(\d+\)\s*…/g, `ông (bà) ${representative || blank}`)
    .replace(/, … giữ 01 bản/g, `, ${target || blank} giữ 01 bản`)
    .replace(/pháp luật …/g, subject ? `pháp luật ${subject}` : `pháp luật ${blank}`);
  return withoutMarks(filled)
    .replace(/(?<![…/])…(?![…/])/g, blank)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.toLocaleLowerCase('vi') !== title.toLocaleLowerCase('vi'));
}

function chosenOf(offered: string, { chosen, isOrganisation }: Blanks): string {
  const known = chosen.get(offered);
  if (known) return known;
  const options = offered.split('/');
  const ofKind = options.find((option) => option.includes('tổ chức') === isOrganisation);
  return ofKind ?? options[0] ?? offered;
}

export function twoDigits(count: number): string {
  return count > 0 ? String(count).padStart(2, '0') : '……';
}
