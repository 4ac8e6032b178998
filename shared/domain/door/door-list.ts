import { deadlinesFromToday } from './deadline-rules.ts';
import {
  copiesHandedOver,
  exhibitsWhole,
  minutesMade,
  missingSignatures,
  numbersGiven,
  sheetsGiven,
  signedPagesWhole,
  statementsAnswered,
  voidSignatures,
} from './document-rules.ts';
import type { DoorFile, DoorLine, DoorResult } from './door-file.ts';
import { type DoorRule, type DoorRuleId, doorRules } from './rules.ts';
import {
  diaryOfToday,
  findingsWithoutEvidence,
  findingsWithoutProvision,
  looseEvidence,
  requiredItems,
  skippedItems,
  unsentOriginals,
} from './work-rules.ts';

const finders: Readonly<Record<DoorRuleId, (file: DoorFile) => DoorResult>> = {
  minutes: minutesMade,
  voidSignature: voidSignatures,
  signature: missingSignatures,
  statement: statementsAnswered,
  exhibit: exhibitsWhole,
  sheets: sheetsGiven,
  pages: signedPagesWhole,
  copies: copiesHandedOver,
  requiredItem: requiredItems,
  findingEvidence: findingsWithoutEvidence,
  findingProvision: findingsWithoutProvision,
  diary: diaryOfToday,
  number: numbersGiven,
  looseEvidence,
  skippedItem: skippedItems,
  deadline: deadlinesFromToday,
  unsentOriginal: unsentOriginals,
};

/** The open lines of one rule. */
export interface DoorGroup {
  readonly rule: DoorRule;
  readonly lines: readonly DoorLine[];
}

/** What is left to do before the team leaves. */
export interface DoorList {
  /** What can be done at the place alone; by rule, in the rules' order. */
  readonly must: readonly DoorGroup[];
  readonly should: readonly DoorGroup[];
  /** Of all that must be done: how much is done, of how much. */
  readonly done: number;
  readonly all: number;
}

/** Goes through every rule; nothing in it but the case's file and the day. */
export function doorList(file: DoorFile): DoorList {
  const results = doorRules.map((rule) => ({ rule, ...finders[rule.id](file) }));
  const mandatory = results.filter(({ rule }) => rule.isMandatory);
  const open = (isMandatory: boolean): DoorGroup[] =>
    results
      .filter(({ rule, lines }) => rule.isMandatory === isMandatory && lines.length > 0)
      .map(({ rule, lines }) => ({ rule, lines }));
  const all = sum(mandatory.map(({ looked }) => looked));
  const left = sum(mandatory.map(({ lines }) => lines.length));
  return { must: open(true), should: open(false), done: all - left, all };
}

/** How many lines groups hold. */
export function countLines(groups: readonly DoorGroup[]): number {
  return sum(groups.map(({ lines }) => lines.length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
