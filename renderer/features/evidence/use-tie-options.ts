import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { tieId } from '../../../shared/domain/evidence/ties.ts';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';

interface TieOption {
  /** Id of the tie. */
  readonly value: string;
  readonly label: string;
}

interface TieOptions {
  readonly findings: readonly TieOption[];
  readonly items: readonly TieOption[];
  readonly documents: readonly TieOption[];
}

/** What a piece of evidence of this case can be tied to, in words: its findings, the items of its checklist, and its documents. */
export function useTieOptions(): TieOptions {
  const { t } = useTranslation('evidenceTab');
  const { findings, checklist, documents } = useCaseFile();
  const language = useLanguage();
  return useMemo(
    () => ({
      findings: findings.map((finding, place) => ({
        value: tieId({ kind: 'finding', id: finding.id }),
        label: t('detail.finding', { number: place + 1, name: headingOf(finding) }),
      })),
      items: checklist
        .flatMap(({ items }) => items)
        .map(({ id, number, item }) => ({
          value: tieId({ kind: 'item', id }),
          label: t('detail.item', { number, question: language === 'vi' ? item.questionVi : item.questionEn }),
        })),
      documents: documents.map(({ id, title }) => ({
        value: tieId({ kind: 'document', id }),
        label: t('detail.document', { title }),
      })),
    }),
    [t, findings, checklist, documents, language],
  );
}
