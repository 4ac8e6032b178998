import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ReportLost.module.css';

/** Which laptop is meant: names may all be alike, people and times are not. */
export function LaptopFacts({ device }: { device: RegisteredDevice }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const facts = [
    [t('column.name'), device.name],
    [t('question.who'), device.people.join(', ') || t('nobody')],
    [t('question.seen'), format.dateTime(Date.parse(device.seenAt))],
    [t('question.registered'), format.dateTime(Date.parse(device.registeredAt))],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
