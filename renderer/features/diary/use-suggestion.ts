import { useTranslation } from 'react-i18next';
import { type PersonsWork, workOfDay } from '../../../shared/domain/diary/work-of-day.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';

export interface Suggestion {
  /** A line for each person; empty where nothing was done. */
  readonly text: string;
  readonly people: readonly string[];
}

/** What a line of the diary could say of a day, from what was done in the case on it: for the person to edit. */
export function useSuggestion(): (day: string) => Suggestion {
  const { t } = useTranslation('diary');
  const { t: words } = useTranslation('case');
  const { inspectionCase, answers, findings, evidence, documents, nameOf } = useCaseFile();

  const workWords = ({
    answers: given,
    notCompliant,
    findings: found,
    evidence: taken,
    documents: made,
  }: PersonsWork) => {
    const broken = notCompliant > 0 ? ` (${t('suggest.notCompliant', { count: notCompliant })})` : '';
    const parts = [
      given > 0 && t('suggest.answers', { count: given }) + broken,
      found > 0 && t('suggest.findings', { count: found }),
      taken > 0 && t('suggest.evidence', { count: taken }),
      ...made.map((title) => t('suggest.document', { title })),
    ];
    return parts.filter(Boolean).join(', ');
  };
  return (day) => {
    const done = workOfDay(day, { answers: answers.values(), findings, evidence, documents });
    const lines = done.map((work) => {
      const name = nameOf(work.personId) || words('conflict.someone');
      return t('suggest.line', { name, work: workWords(work) });
    });
    const ofTeam = new Set(inspectionCase.team.map(({ id }) => id));
    return { text: lines.join('\n'), people: done.map(({ personId }) => personId).filter((id) => ofTeam.has(id)) };
  };
}
