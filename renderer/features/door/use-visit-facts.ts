import { useTranslation } from 'react-i18next';
import { signatureCount } from '../../../shared/domain/door/document-rules.ts';
import { visitBegunMs } from '../../../shared/domain/workflow/visit.ts';
import { useNow } from '../../app/use-today.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { dayOf, daysBetween } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';

export interface VisitFact {
  readonly label: string;
  readonly value: string;
}

const minuteMs = 60_000;

/** The figures of the visit: since when, how far the checklist is, what was found and taken, who has signed. */
export function useVisitFacts(): VisitFact[] {
  const { t } = useTranslation('door');
  const { inspectionCase, progress, evidence, documents, today } = useCaseFile();
  const format = useFormat();
  const now = useNow();
  const begunMs = visitBegunMs(inspectionCase);
  const day = dayOf(begunMs);
  const isToday = day === today;
  const begun = isToday ? format.time(begunMs) : `${format.time(begunMs)}, ${format.shortDate(day, today)}`;
  const minutes = Math.max(0, Math.floor((now - begunMs) / minuteMs));
  const elapsed = isToday
    ? t('card.elapsed', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
    : t('card.dayNumber', { day: daysBetween(day, today) + 1 });
  const { answered, items, notCompliant } = progress.whole;
  const signatures = signatureCount({ documents });
  const taken = evidence.filter(({ withdrawn }) => withdrawn === null).length;
  const of = (part: number, all: number) => `${format.number(part)}/${format.number(all)}`;
  return [
    { label: t('card.begun'), value: begun },
    { label: t('card.since'), value: elapsed },
    { label: t('card.answered'), value: of(answered, items) },
    { label: t('card.notCompliant'), value: format.number(notCompliant) },
    { label: t('card.evidence'), value: format.number(taken) },
    { label: t('card.signatures'), value: of(signatures.given, signatures.all) },
  ];
}
