import { useTranslation } from 'react-i18next';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { FactList } from '../../ui/FactList.tsx';
import { useFormat } from '../../ui/use-format.ts';

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
  return <FactList facts={facts} well />;
}
