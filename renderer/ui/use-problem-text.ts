import { useMemo } from 'react';
import type { Problem } from '../../shared/problem/problem.ts';
import { type ProblemText, problemText } from '../../shared/problem/texts.ts';
import { useLanguage } from './use-format.ts';

/** A problem in the language of the screen: what happened, what it means for the work, what to do. */
export function useProblemText(problem: Problem): ProblemText {
  const language = useLanguage();
  return useMemo(() => problemText(problem, language), [problem, language]);
}
