import { useTranslation } from 'react-i18next';
import type { Target } from '../../../shared/domain/workflow/conditions.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { shapeOf } from '../../ui/conflict/fields.ts';

/** Where what is missing stands, in words: sections of the checklist, numbers of findings, names of fields. */
export function useTargetWords(): (targets: readonly Target[]) => string {
  const { t } = useTranslation('casePage');
  const { t: words } = useTranslation('case');
  const { checklist, findings } = useCaseFile();
  const wordsOf = (target: Target): string => {
    switch (target.tab) {
      case 'checklist':
        return t('missing.section', { letter: checklist[target.sectionIndex]?.letter });
      case 'findings': {
        const number = findings.findIndex(({ id }) => id === target.findingId) + 1;
        return number > 0 ? t('missing.finding', { number }) : '';
      }
      case 'overview':
        return words(`field.${shapeOf('cases', { path: `/${target.field.replaceAll('.', '/')}` }).name}`);
      default:
        return '';
    }
  };
  return (targets) => [...new Set(targets.map(wordsOf))].filter(Boolean).join(', ');
}
