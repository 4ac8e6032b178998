import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/problem/texts.ts';
import type { Refused } from '../../data/evidence/adding.ts';
import { useNotices } from '../notices.tsx';
import { useLanguage } from '../use-format.ts';
import { useEvidenceFiles } from './evidence-files.tsx';

/** Files of a refusal that are named; the others are counted. */
const mostNamed = 5;

/** Takes files in as evidence of a case, tied to what they show; says which were not taken, and why. */
export function useAddEvidence(caseId: string, ties: readonly string[]): (files: readonly File[]) => void {
  const { t } = useTranslation('evidence');
  const language = useLanguage();
  const { adding } = useEvidenceFiles();
  const notices = useNotices();

  const tell = (refused: readonly Refused[]) => {
    if (refused.length === 0) return;
    const named = refused.slice(0, mostNamed);
    const lines = named.map(({ name, problem }) =>
      t('add.refusedOne', { name, why: problemText(problem, language).what }),
    );
    const more = refused.length - named.length;
    notices.attention(t('add.refused', { count: refused.length }), [
      ...lines,
      ...(more > 0 ? [t('add.refusedMore', { count: more })] : []),
    ]);
  };
  return (files) => {
    if (files.length === 0) return;
    adding.add(files, { caseId, ties: [...ties] }).then(({ refused }) => tell(refused), notices.problem);
  };
}
