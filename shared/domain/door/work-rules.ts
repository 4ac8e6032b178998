import type { Finding } from '../../schema/findings.ts';
import type { ChecklistItem } from '../checklist/checklist.ts';
import { isRequired } from '../checklist/progress.ts';
import { announcedOn, hasLine } from '../diary/missing-days.ts';
import { evidenceOf } from '../evidence/ties.ts';
import { headingOf } from '../finding/heading.ts';
import { type DoorFile, type DoorLine, type DoorResult, typed } from './door-file.ts';

/** Items that must be answered and are not. */
export function requiredItems({ checklist, progress }: DoorFile): DoorResult {
  const required = checklist.flatMap(({ items }) => items).filter((each) => isAskedAndRequired(each, progress.asked));
  const open = new Set(progress.requiredUnanswered.map(({ itemId }) => itemId));
  const lines = required
    .filter(({ id }) => open.has(id))
    .map(
      ({ id, number, item }): DoorLine => ({
        id: `requiredItem ${id}`,
        rule: 'requiredItem',
        words: { vi: item.questionVi, en: item.questionEn },
        detail: typed(number),
        place: { tab: 'checklist', itemId: id },
      }),
    );
  return { looked: required.length, lines };
}

/** Items that need no answer and have none, as one line that leads to the first. */
export function skippedItems({ checklist, progress, answers }: DoorFile): DoorResult {
  const free = checklist
    .flatMap(({ items }) => items)
    .filter(({ id, item }) => progress.asked.has(id) && !isRequired(item));
  const skipped = free.filter(({ id }) => (answers.get(id)?.value ?? 'unanswered') === 'unanswered');
  const [first] = skipped;
  if (!first) return { looked: free.length, lines: [] };
  const count = skipped.length;
  const line: DoorLine = {
    id: 'skippedItem',
    rule: 'skippedItem',
    words: { vi: `${count} mục đã bỏ qua`, en: count === 1 ? '1 item was skipped' : `${count} items were skipped` },
    detail: null,
    place: { tab: 'checklist', itemId: first.id },
  };
  return { looked: free.length, lines: [line] };
}

/** Findings that no evidence shows: neither theirs nor that of the item that they come from. */
export function findingsWithoutEvidence({ findings, evidence }: DoorFile): DoorResult {
  const isBare = ({ id, itemId }: Finding) =>
    evidenceOf(evidence, [
      { kind: 'finding', id },
      { kind: 'item', id: itemId },
    ]).length === 0;
  return ofFindings(findings, isBare, {
    rule: 'findingEvidence',
    field: 'evidence',
    vi: (number) => `Phát hiện ${number} chưa có chứng cứ`,
    en: (number) => `Finding ${number} has no evidence`,
  });
}

/** Violations that name no provision. */
export function findingsWithoutProvision({ findings }: DoorFile): DoorResult {
  return ofFindings(findings, ({ kind, provision }) => kind === 'violation' && provision === null, {
    rule: 'findingProvision',
    field: 'provision',
    vi: (number) => `Phát hiện ${number} chưa nêu điều khoản`,
    en: (number) => `Finding ${number} names no provision`,
  });
}

/** Evidence that stands and is tied to nothing, as one line with its pictures. */
export function looseEvidence({ evidence }: DoorFile): DoorResult {
  const standing = evidence.filter(({ withdrawn }) => withdrawn === null);
  const loose = standing.filter(({ ties }) => ties.length === 0);
  const count = loose.length;
  if (count === 0) return { looked: standing.length, lines: [] };
  const line: DoorLine = {
    id: 'looseEvidence',
    rule: 'looseEvidence',
    words: {
      vi: `${count} chứng cứ chưa gắn vào mục hay phát hiện nào`,
      en: `${count} ${count === 1 ? 'piece' : 'pieces'} of evidence tied to nothing`,
    },
    detail: null,
    place: { tab: 'evidence', evidenceIds: loose.map(({ id }) => id) },
  };
  return { looked: standing.length, lines: [line] };
}

/** The line of the diary about today, once the decision is announced. */
export function diaryOfToday({ inspectionCase, activity, today }: DoorFile): DoorResult {
  if (announcedOn(inspectionCase) === null) return { looked: 0, lines: [] };
  if (hasLine(activity, today)) return { looked: 1, lines: [] };
  const line: DoorLine = {
    id: `diary ${today}`,
    rule: 'diary',
    words: { vi: 'Nhật ký đoàn hôm nay chưa ghi', en: 'The team diary has no entry for today' },
    detail: null,
    place: { tab: 'diary', day: today },
  };
  return { looked: 1, lines: [line] };
}

/** Originals that are on this laptop alone. */
export function unsentOriginals({ unsentOriginals: count }: DoorFile): DoorResult {
  if (count === 0) return { looked: 0, lines: [] };
  const line: DoorLine = {
    id: 'unsentOriginal',
    rule: 'unsentOriginal',
    words: {
      vi: `${count} bản gốc chứng cứ chưa gửi`,
      en: count === 1 ? '1 original is not sent' : `${count} originals are not sent`,
    },
    detail: null,
    place: { tab: 'outbox' },
  };
  return { looked: count, lines: [line] };
}

interface FindingRule {
  readonly rule: 'findingEvidence' | 'findingProvision';
  readonly field: 'evidence' | 'provision';
  readonly vi: (number: number) => string;
  readonly en: (number: number) => string;
}

function ofFindings(
  findings: readonly Finding[],
  isOpen: (finding: Finding) => boolean,
  { rule, field, vi, en }: FindingRule,
): DoorResult {
  const lines = findings.flatMap((finding, place): DoorLine[] => {
    if (!isOpen(finding)) return [];
    const words = { vi: vi(place + 1), en: en(place + 1) };
    const heading = headingOf(finding);
    const detail = heading === '' ? null : typed(heading);
    return [
      { id: `${rule} ${finding.id}`, rule, words, detail, place: { tab: 'findings', findingId: finding.id, field } },
    ];
  });
  return { looked: findings.length, lines };
}

function isAskedAndRequired({ id, item }: ChecklistItem, asked: ReadonlySet<string>): boolean {
  return asked.has(id) && isRequired(item);
}
