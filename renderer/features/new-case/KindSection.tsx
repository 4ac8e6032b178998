import { Checkbox, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseKind } from '../../../shared/schema/cases.ts';
import { Badge } from '../../ui/Badge.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CaseForm.module.css';
import type { CaseDraft } from './draft.ts';
import { FormSection } from './FormSection.tsx';
import type { DraftFaults } from './faults.ts';
import type { DraftProcedure } from './use-procedure.ts';

const kinds: readonly CaseKind[] = ['specialisedCheck', 'inspection'];

interface KindSectionProps {
  draft: CaseDraft;
  procedure: DraftProcedure;
  faults: DraftFaults;
  onChange: (part: Partial<CaseDraft>) => void;
}

/** Kind and dates, and the procedure that follows from them, with its law. */
export function KindSection({ draft, procedure, faults, onChange }: KindSectionProps) {
  const { t } = useTranslation('newCase');
  const { t: words } = useTranslation('case');
  const saying = (field: 'startsOn' | 'endsOn') => (faults[field] ? t(`fault.${faults[field]}`) : undefined);
  return (
    <FormSection title={t('section.kind')}>
      <div className={styles.pair}>
        <div>
          <div className={styles.label}>{t('kind.label')}</div>
          <SegmentedControl
            fullWidth
            aria-label={t('kind.label')}
            value={draft.kind}
            onChange={(kind) => onChange({ kind })}
            data={kinds.map((kind) => ({ value: kind, label: words(`kind.${kind}`) }))}
          />
        </div>
        <div>
          <div className={styles.label}>{t('kind.planned')}</div>
          <SegmentedControl
            fullWidth
            aria-label={t('kind.planned')}
            value={draft.planned ? 'yes' : 'no'}
            onChange={(planned) => onChange({ planned: planned === 'yes' })}
            data={[
              { value: 'no', label: t('kind.no') },
              { value: 'yes', label: t('kind.yes') },
            ]}
          />
        </div>
        <div data-field="startsOn">
          <DateField
            label={words('field.startsOn')}
            value={draft.startsOn}
            onChange={(startsOn) => onChange({ startsOn })}
            error={saying('startsOn')}
          />
        </div>
        <div data-field="endsOn">
          <DateField
            label={words('field.endsOn')}
            value={draft.endsOn}
            onChange={(endsOn) => onChange({ endsOn })}
            error={saying('endsOn')}
          />
        </div>
      </div>
      <Procedure draft={draft} procedure={procedure} faults={faults} onChange={onChange} />
    </FormSection>
  );
}

function Procedure({ draft, procedure: { day, choice, duration }, faults, onChange }: KindSectionProps) {
  const { t } = useTranslation('newCase');
  const format = useFormat();
  if (!choice.procedure) {
    return (
      <div data-field="procedure">
        <Notice tone="soon" title={t('procedure.gap', { day: format.date(day) })}>
          {choice.why[format.language]}
          {choice.nearest && (
            <Checkbox
              mt="xs"
              checked={draft.nearestAccepted}
              onChange={(event) => onChange({ nearestAccepted: event.currentTarget.checked })}
              label={t('procedure.nearest', { law: choice.nearest.data.law })}
            />
          )}
        </Notice>
        {faults.procedure && <p className={styles.error}>{t(`fault.${faults.procedure}`)}</p>}
      </div>
    );
  }
  const { procedure } = choice;
  const { max } = duration?.rule ?? { max: 0 };
  const dates = duration && {
    max,
    last: format.date(duration.check.lastOn),
    lastExtended: format.date(duration.check.lastExtendedOn),
  };
  return (
    <div>
      <div className={styles.label}>{t('procedure.label')}</div>
      <p>
        {procedure.data.law} <span className={styles.quiet}>{t('procedure.byDay', { day: format.date(day) })}</span>{' '}
        {procedure.confidence !== 'high' && <Badge tone="soon">{t('procedure.unsure')}</Badge>}
      </p>
      {duration && dates && duration.check.verdict === 'within' && (
        <p className={styles.quiet}>{t('procedure.duration', dates)}</p>
      )}
      {duration && dates && duration.check.verdict !== 'within' && (
        <Notice tone="soon">{t(`procedure.${duration.check.verdict}`, dates)}</Notice>
      )}
    </div>
  );
}
