import type { Answer } from '../../schema/answers.ts';
import type { Evidence } from '../../schema/evidence.ts';
import type { Finding, Provision } from '../../schema/findings.ts';
import type { ChecklistItem, ChecklistSection } from '../checklist/checklist.ts';
import { isAnswered } from '../checklist/progress.ts';
import { evidenceOf } from '../evidence/ties.ts';
import { headingField, wholeHeadingOf } from '../finding/heading.ts';

/** What was done on a visit. */
export interface Visit {
  readonly checklist: readonly ChecklistSection[];
  /** Ids of the items that are asked, by what was answered. */
  readonly asked: ReadonlySet<string>;
  /** By item. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** What was recorded for an item, in words. */
  readonly responseWords: (item: ChecklistItem['item'], response: Answer['response']) => readonly string[];
}

/**
 * The text of "Nội dung làm việc": by section what was looked at and how it stood, item by item what did not comply and what
 * was recorded; then the findings with fact, provision and how much evidence shows them; then what evidence was taken. In the
 * language of the form. Empty while nothing was done.
 */
export function draftMinutes(visit: Visit): string {
  const parts = [
    part(
      'Kết quả kiểm tra',
      visit.checklist.flatMap((section) => sectionLines(section, visit)),
    ),
    part(
      'Phát hiện',
      visit.findings.map((finding, place) => findingLine(finding, place + 1, visit.evidence)),
    ),
    part('Chứng cứ thu thập', evidenceLines(visit.evidence)),
  ].filter((lines) => lines.length > 0);
  return parts.map(([title, ...lines], place) => [`${place + 1}. ${title}`, ...lines].join('\n')).join('\n');
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}

function sectionLines({ letter, titleVi, items }: ChecklistSection, visit: Visit): string[] {
  const answered = items.flatMap(({ id, number, item }) => {
    const answer = visit.answers.get(id);
    // What was answered before another answer made it none of this case's says nothing any more.
    return answer && visit.asked.has(id) && isAnswered(item, answer) ? [{ number, item, answer }] : [];
  });
  if (answered.length === 0) return [];
  const count = (value: Answer['value']) => answered.filter(({ answer }) => answer.value === value).length;
  const figures = [
    [count('compliant'), 'tuân thủ'],
    [count('notCompliant'), 'không tuân thủ'],
    [count('notApplicable'), 'không áp dụng'],
    [count('recorded'), 'ghi nhận'],
  ] as const;
  const told = figures.flatMap(([figure, words]) => (figure > 0 ? [`${figure} ${words}`] : []));
  return [
    `${letter}. ${titleVi}: đã xem xét ${answered.length} nội dung (${told.join(', ')}).`,
    ...answered.flatMap(({ number, item, answer }) => itemLines(number, item, answer, visit.responseWords)),
  ];
}

const standingVi: Readonly<Record<Answer['value'], string>> = {
  ...{ compliant: 'tuân thủ', notCompliant: 'không tuân thủ', notApplicable: 'không áp dụng' },
  ...{ recorded: '', unanswered: '' },
};

function itemLines(
  number: string,
  item: ChecklistItem['item'],
  { value, note, response }: Answer,
  responseWords: Visit['responseWords'],
): string[] {
  const remark = note.trim();
  const recorded = value === 'recorded' ? responseWords(item, response).join('; ') : '';
  if (value !== 'notCompliant' && !recorded && !remark) return [];
  const standing = standingVi[value];
  return [sentence(`- Mục ${number}${standing && `, ${standing}`}: ${item.questionVi}`, recorded, remark)];
}

function findingLine(finding: Finding, number: number, evidence: readonly Evidence[]): string {
  const { provision, fact, id } = finding;
  const shown = evidenceOf(evidence, [{ kind: 'finding', id }]).length;
  const heading = headingField(finding) === 'fact' ? fact : wholeHeadingOf(finding);
  return sentence(
    `- Phát hiện ${number}: ${heading || '……'}`,
    heading === fact ? '' : fact,
    provision ? `Quy định liên quan: ${provisionWords(provision)}` : '',
    shown > 0 ? `Có ${String(shown).padStart(2, '0')} chứng cứ kèm theo` : '',
  );
}

const evidenceVi = {
  ...{ photo: 'ảnh', video: 'video', sound: 'bản ghi âm', document: 'tài liệu' },
  ...{ capture: 'ảnh chụp trang', reading: 'số đo' },
} as const;

function evidenceLines(evidence: readonly Evidence[]): string[] {
  const counts = new Map<string, number>();
  for (const { withdrawn, signed } of evidence) {
    if (withdrawn !== null) continue;
    const name = evidenceVi[signed.record.kind];
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  return [`- ${[...counts].map(([name, count]) => `${String(count).padStart(2, '0')} ${name}`).join(', ')}.`];
}

/** `điểm a khoản 2 Điều 12 Nghị định 174/2026/NĐ-CP`; what is not numbered is left out. */
export function provisionWords({ decree, article, clause, point }: Provision): string {
  const places = [point && `điểm ${point}`, clause > 0 && `khoản ${clause}`, article > 0 && `Điều ${article}`];
  return [...places, `Nghị định ${decree}`].filter(Boolean).join(' ');
}

/** Parts as sentences of one line, each with its full stop. */
function sentence(...parts: readonly string[]): string {
  return parts
    .map((each) => each.replace(/\s*\n\s*/g, ' ').trim())
    .filter(Boolean)
    .map((each) => (/[.!?;…]$/.test(each) ? each : `${each}.`))
    .join(' ');
}
