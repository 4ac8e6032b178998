import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import {
  type Choices,
  type ComparedField,
  differingFields,
  inOrderOfRegistration,
} from '../../../shared/domain/entity/same-entity.ts';
import { mayChangeEntity } from '../../../shared/domain/permission/permission.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { joinRecords } from '../../data/same-entities.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './TwiceRegistered.module.css';
import { useRecordsAlike } from './use-records-alike.ts';

/** Says that the entity may stand in the register twice, as when two people registered it off-line, and makes both one. */
export function TwiceRegistered() {
  const { workspace, entity } = useCaseFile();
  const [other] = useRecordsAlike(workspace, entity);
  if (!entity || !other || !mayChangeEntity(workspace.session.person, entity)) return null;
  return <Pair key={`${entity.id} ${other.id}`} records={inOrderOfRegistration(entity, other)} shown={other} />;
}

interface PairProps {
  readonly records: readonly [standing: ManagedEntity, other: ManagedEntity];
  /** The one that the case does not name. */
  readonly shown: ManagedEntity;
}

function Pair({ records: [standing, other], shown }: PairProps) {
  const { t } = useTranslation('casePage');
  const format = useFormat();
  const notices = useNotices();
  const { workspace, nameOf } = useCaseFile();
  const [comparing, setComparing] = useState(false);
  const [choices, setChoices] = useState<Choices>({});
  const differing = differingFields(standing, other);
  const join = () =>
    joinRecords(workspace, standing, other, choices).then(
      (undo) => notices.undoable(t('twice.joined', { name: shown.name }), undo),
      notices.problem,
    );
  const by = ({ createdBy, createdAt }: ManagedEntity) =>
    t('twice.by', { name: nameOf(createdBy), date: format.dateTime(msOfStamp(createdAt)) });
  return (
    <div className={styles.twice}>
      <Notice
        tone="soon"
        title={t('twice.title')}
        action={
          !comparing && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={differing.length > 0 ? () => setComparing(true) : join}
            >
              {t(differing.length > 0 ? 'twice.compare' : 'twice.join')}
            </Button>
          )
        }
      >
        {shown.name}{' '}
        <span className={styles.facts}>
          {[shown.code, shown.address, !comparing && by(shown)].filter(Boolean).join(' · ')}
        </span>
      </Notice>
      {comparing && (
        <div className={styles.well}>
          <p className={styles.intro}>{t('twice.intro')}</p>
          <div className={styles.values} data-heads>
            <span>{by(standing)}</span>
            <span>{by(other)}</span>
          </div>
          {differing.map((field) => (
            <FieldChoice
              key={field}
              field={field}
              records={[standing, other]}
              chosen={choices[field] ?? 'standing'}
              onChoose={(chosen) => setChoices({ ...choices, [field]: chosen })}
            />
          ))}
          <div className={styles.actions}>
            <Button onClick={join}>{t('twice.join')}</Button>
            <Button variant="subtle" onClick={() => setComparing(false)}>
              {t('twice.cancel')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

interface FieldChoiceProps {
  readonly field: ComparedField;
  readonly records: readonly [standing: ManagedEntity, other: ManagedEntity];
  readonly chosen: 'standing' | 'other';
  readonly onChoose: (chosen: 'standing' | 'other') => void;
}

const labels = {
  name: 'field.entityName',
  form: 'field.entityForm',
  code: 'field.entityCode',
  address: 'field.entityAddress',
  representative: 'field.representative',
  representativeTitle: 'field.representativeTitle',
  phone: 'field.phone',
} as const satisfies Record<ComparedField, string>;

/** The two values of a field, of which one is taken. */
function FieldChoice({ field, records: [standing, other], chosen, onChoose }: FieldChoiceProps) {
  const { t } = useTranslation('case');
  const words = (record: ManagedEntity) => (field === 'form' ? t(`entityForm.${record.form}`) : record[field]);
  return (
    <Radio.Group
      label={t(labels[field])}
      value={chosen}
      onChange={(value) => onChoose(value === 'other' ? 'other' : 'standing')}
    >
      <div className={styles.values}>
        <Radio value="standing" label={words(standing)} />
        <Radio value="other" label={words(other)} />
      </div>
    </Radio.Group>
  );
}
