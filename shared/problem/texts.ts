import type { ProblemCode } from './catalogue.ts';
import type { Problem, ProblemDetails } from './problem.ts';
import english from './texts.en.json' with { type: 'json' };
import vietnamese from './texts.vi.json' with { type: 'json' };

/** A problem in words: what happened, what it means for the work, what to do. */
export interface ProblemText {
  readonly what: string;
  readonly meaning: string;
  readonly todo: string;
}

export type Language = 'vi' | 'en';

/** By code; `code/variant` where a detail (`rule`, `condition` or `reason`) says more. */
const texts = { vi: vietnamese, en: english } as const satisfies Record<Language, Record<ProblemCode, ProblemText>>;

const placeholder = /\{\{(\w+)\}\}/g;

/** The words of a problem, its details filled in; a sentence whose detail is missing, or counts 0, is left out. */
export function problemText({ code, details = {} }: Problem, language: Language): ProblemText {
  const variant = [details.rule, details.condition, details.reason].find((each) => typeof each === 'string');
  const byKey: Readonly<Record<string, ProblemText>> = texts[language];
  const { what, meaning, todo } = byKey[`${code}/${variant}`] ?? texts[language][code];
  const values = withMinutes(details);
  return { what: filled(what, values), meaning: filled(meaning, values), todo: filled(todo, values) };
}

/** Waiting times come in seconds and are said in minutes. */
function withMinutes(details: ProblemDetails): ProblemDetails {
  const { retryAfterSeconds } = details;
  if (typeof retryAfterSeconds !== 'number') return details;
  return { ...details, minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) };
}

function filled(text: string, details: ProblemDetails): string {
  return text
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => [...sentence.matchAll(placeholder)].every(([, name = '']) => isGiven(details[name])))
    .map((sentence) => sentence.replace(placeholder, (_, name: string) => String(details[name])))
    .join(' ');
}

function isGiven(value: ProblemDetails[string] | undefined): boolean {
  return value !== undefined && value !== '' && value !== 0;
}
