import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { citationOf, fineRange } from '../../../shared/domain/penalty/provision.ts';
import { isInForce } from '../../../shared/domain/reference.ts';
import type { Provision } from '../../../shared/schema/findings.ts';
import type { TemplateItem } from '../../../shared/schema/reference-data.ts';
import { Badge } from '../Badge.tsx';
import { useCaseFile } from '../case/case-file.tsx';
import { Notice } from '../Notice.tsx';
import { useFormat } from '../use-format.ts';
import styles from './ProvisionField.module.css';
import { ProvisionPicker } from './ProvisionPicker.tsx';
import { usePenaltyCatalogue } from './use-penalty-catalogue.ts';

interface ProvisionFieldProps {
  provision: Provision | null;
  /** Day of the act, or of finding it: the law in force then. */
  day: string;
  item?: TemplateItem | undefined;
  disabled: boolean;
  onChoose: (provision: Provision | null) => void;
  onOpenLaw: (provision: Provision) => void;
}

/** The provision that was broken, with the range for this offender; or the search for it. */
export function ProvisionField({ provision, day, item, disabled, onChoose, onOpenLaw }: ProvisionFieldProps) {
  const { t } = useTranslation('case');
  const [searching, setSearching] = useState(false);
  const basis = useMemo(
    () => (provision ? { penaltyId: provision.id, questionVi: provision.behaviour, isReplaced: true } : item),
    [provision, item],
  );
  if (!provision || searching) {
    if (disabled) return <p className={styles.none}>{t('finding.noProvision')}</p>;
    return (
      <ProvisionPicker
        day={day}
        basis={basis}
        onChoose={(chosen) => {
          setSearching(false);
          onChoose(chosen);
        }}
        onCancel={provision ? () => setSearching(false) : undefined}
      />
    );
  }
  return (
    <div className={styles.provision}>
      <div className={styles.head}>
        <ProvisionLink provision={provision} onOpen={() => onOpenLaw(provision)} />
        <Range provision={provision} />
      </div>
      <p className={styles.behaviour}>{provision.behaviour}</p>
      <ForceNotice provision={provision} day={day} onSearch={disabled ? undefined : () => setSearching(true)} />
      {!disabled && (
        <div className={styles.actions}>
          <Button variant="subtle" size="compact-sm" onClick={() => setSearching(true)}>
            {t('finding.changeProvision')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => onChoose(null)}>
            {t('finding.removeProvision')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ForceNoticeProps {
  provision: Provision;
  day: string;
  onSearch: (() => void) | undefined;
}

/** The day of the act may have been changed after the provision was chosen: those in force that day are one click away. */
function ForceNotice({ provision, day, onSearch }: ForceNoticeProps) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const { workspace } = useCaseFile();
  const { all } = usePenaltyCatalogue(workspace);
  const penalty = useMemo(() => all.find(({ id }) => id === provision.id), [all, provision.id]);
  if (!penalty || isInForce(penalty, day)) return null;
  return (
    <Notice
      tone="late"
      title={t('finding.notInForce', { date: format.date(day) })}
      action={
        onSearch && (
          <Button variant="default" size="compact-sm" onClick={onSearch}>
            {t('finding.findInForce')}
          </Button>
        )
      }
    />
  );
}

function ProvisionLink({ provision, onOpen }: { provision: Provision; onOpen: () => void }) {
  const { t } = useTranslation('case');
  const { language } = useFormat();
  return (
    <span className={styles.link}>
      <button type="button" className={styles.citation} onClick={onOpen}>
        {citationOf(provision, language)}
      </button>
      {provision.confidence !== 'high' && (
        <Badge tone="soon" icon={IconSparkles}>
          {t('finding.unconfirmed')}
        </Badge>
      )}
    </span>
  );
}

function Range({ provision }: { provision: Provision }) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const { offender: form } = useCaseFile();
  const range = fineRange(provision, form);
  if (!range) return <span className={styles.range}>{t('finding.noRange')}</span>;
  return (
    <span className={styles.range}>
      <strong>
        {format.money(range.min)} – {format.money(range.max)}
      </strong>
      <span className={styles.offender}>{t(`finding.rangeFor.${form}`)}</span>
      {range.basis && <span className={styles.offender}>{range.basis}</span>}
    </span>
  );
}
