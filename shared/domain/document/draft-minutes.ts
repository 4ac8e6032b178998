import type { Answer } from '../../schema/answers.ts';
import type { Evidence } from '../../schema/evidence.ts';
import type { Finding, Provision } from '../../schema/findings.ts';
import type { ChecklistItem, ChecklistSection } from '../checklist/checklist.ts';
import { isAnswered } from '../checklist/progress.ts';
import { evidenceOf } from '../evidence/ties.ts';
import { headingField, headingOf } from '../finding/heading.ts';

/** What was done on a visit. */
export interface Visit {
  readonly checklist: readonly ChecklistSection[];
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
    return answer && isAnswered(item, answer) ? [{ number, item, answer }] : [];
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

function itemLines(
  number: string,
  item: ChecklistItem['item'],
  { value, note, response }: Answer,
  responseWords: Visit['responseWords'],
): string[] {
  const remark = note.trim();
  if (value === 'notCompliant') return [sentence(`- Mục ${number}, không tuân thủ: ${item.questionVi}`, remark)];
  const recorded = value === 'recorded' ? responseWords(item, response).join('; ') : '';
  return recorded || remark ? [sentence(`- Mục ${number}: ${item.questionVi}`, recorded, remark)] : [];
}

function findingLine(finding: Finding, number: number, evidence: readonly Evidence[]): string {
  const { provision, fact, id } = finding;
  const shown = evidenceOf(evidence, [{ kind: 'finding', id }]).length;
  const heading = headingField(finding) === 'fact' ? fact : headingOf(finding);
  return sentence(
    `- Phát hiện ${number}: ${heading || '……'}`,
    heading === fact ? '' : fact,
    provision ? `Quy định liên quan: ${provisionWords(provision)}` : '',
    shown > 0 ? `Chứng cứ: ${shown}` : '',
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
