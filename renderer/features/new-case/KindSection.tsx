import { Checkbox, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { workflows } from '../../../shared/domain/workflow/moves.ts';
import type { CaseKind } from '../../../shared/schema/cases.ts';
import type { ProcedureData } from '../../../shared/schema/reference-data.ts';
import { Badge } from '../../ui/Badge.tsx';
import { DateField } from '../../ui/DateField.tsx';
import type { Language } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import tones from '../../ui/tones.module.css';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CaseForm.module.css';
import { type CaseDraft, endFollowsStart } from './draft.ts';
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
            filledFrom={draft.endsOn && endFollowsStart(draft) ? t('kind.endSource') : undefined}
            onChange={(endsOn) => onChange({ endsOn, endsOnFilled: false })}
            error={saying('endsOn')}
          />
        </div>
      </div>
      <Procedure draft={draft} procedure={procedure} faults={faults} onChange={onChange} />
    </FormSection>
  );
}

function Procedure({ draft, procedure, faults, onChange }: KindSectionProps) {
  const { t } = useTranslation('newCase');
  const format = useFormat();
  const { day, choice } = procedure;
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
              label={t('procedure.nearest', { law: lawOf(choice.nearest.data, format.language) })}
            />
          )}
        </Notice>
        {faults.procedure && <p className={styles.error}>{t(`fault.${faults.procedure}`)}</p>}
      </div>
    );
  }
  return (
    <div>
      <div className={styles.label}>{t('procedure.label')}</div>
      <p>
        {lawOf(choice.procedure.data, format.language)}{' '}
        <span className={styles.quiet}>{t('procedure.byDay', { day: format.date(day) })}</span>{' '}
        {choice.procedure.confidence !== 'high' && <Badge tone="soon">{t('procedure.unsure')}</Badge>}
      </p>
      <Duration procedure={procedure} />
    </div>
  );
}

/** How long the visit may take: one line from the beginning, so that nothing moves when the dates are typed. */
function Duration({ procedure: { limit, lastOn, check } }: { procedure: DraftProcedure }) {
  const { t } = useTranslation('newCase');
  const format = useFormat();
  if (!limit) return null;
  const { max } = limit;
  if (!check || check.verdict === 'within') {
    const words = lastOn
      ? t('procedure.duration', { max, last: format.date(lastOn) })
      : t('procedure.durationAlone', { max });
    return <p className={styles.quiet}>{words}</p>;
  }
  return (
    <p className={`${styles.over} ${tones.text}`} data-tone="soon" role="status">
      <IconAlertTriangle size={16} stroke={1.7} aria-hidden />
      {t(`procedure.${check.verdict}`, { max, lastExtended: format.date(check.lastExtendedOn) })}
    </p>
  );
}

/** The law of a procedure in the reader's language; one that this program does not know yet by its own name. */
function lawOf({ workflow, law }: ProcedureData, language: Language): string {
  return workflows.find(({ id }) => id === workflow)?.law[language] ?? law;
}
