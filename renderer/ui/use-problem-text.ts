import { useTranslation } from 'react-i18next';
import type { Problem } from '../../shared/problem/problem.ts';

/** A problem in words: what happened, what it means for the work, what to do. */
export interface ProblemText {
  readonly what: string;
  readonly meaning: string;
  readonly todo: string;
}

/** The texts of a problem's code in the language of the screen, its details filled in. */
export function useProblemText(problem: Problem): ProblemText {
  const { i18n } = useTranslation();
  const texts = i18n.getResourceBundle(i18n.language, 'problem');
  const { what = problem.code, meaning = '', todo = '' }: Partial<ProblemText> = texts?.[problem.code] ?? {};
  const fill = (text: string) =>
    i18n.services.interpolator.interpolate(text, { ...problem.details }, i18n.language, {});
  return { what: fill(what), meaning: fill(meaning), todo: fill(todo) };
}
