import { Button } from '@mantine/core';
import { IconDeviceLaptopOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { useSession } from '../../app/workspace-context.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './LaptopTable.module.css';

interface LaptopTableProps {
  devices: readonly RegisteredDevice[];
  onReport: (device: RegisteredDevice) => void;
}

/** Laptops in the server's order, the latest seen first. */
export function LaptopTable({ devices, onReport }: LaptopTableProps) {
  const { t } = useTranslation('devices');
  const { deviceId } = useSession();
  return (
    <table className={styles.table} aria-label={t('list')}>
      <thead>
        <tr>
          <th className={styles.name}>{t('column.name')}</th>
          <th className={styles.people}>{t('column.people')}</th>
          <th className={styles.registered}>{t('column.registered')}</th>
          <th className={styles.seen}>{t('column.seen')}</th>
          <th className={styles.lost}>{t('column.lost')}</th>
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <LaptopRow key={device.id} device={device} isThis={device.id === deviceId} onReport={onReport} />
        ))}
      </tbody>
    </table>
  );
}

interface LaptopRowProps {
  device: RegisteredDevice;
  isThis: boolean;
  onReport: (device: RegisteredDevice) => void;
}

function LaptopRow({ device, isThis, onReport }: LaptopRowProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { name, revokedAt } = device;
  const people = device.people.join(', ') || t('nobody');
  const when = (iso: string) => format.dateTime(Date.parse(iso));
  return (
    <tr id={rowId(device)} tabIndex={-1} data-lost={revokedAt !== null || undefined}>
      <td className={styles.name}>
        <span className={styles.words}>
          <span className={styles.clipped} title={name}>
            {name}
          </span>
          {isThis && <Badge tone="accent">{t('this')}</Badge>}
        </span>
        <span className={`${styles.below} ${styles.peopleBelow}`}>{people}</span>
        <span className={`${styles.below} ${styles.registeredBelow}`}>
          {t('registeredAt', { when: when(device.registeredAt) })}
        </span>
      </td>
      <td className={styles.people}>
        <span className={styles.clipped} title={people}>
          {people}
        </span>
      </td>
      <td className={styles.registered}>{when(device.registeredAt)}</td>
      <td className={styles.seen}>{when(device.seenAt)}</td>
      <td className={styles.lost}>
        {revokedAt === null ? (
          <Button
            size="compact-sm"
            variant="default"
            className={styles.report}
            aria-label={t('reportOf', { name, people })}
            onClick={() => onReport(device)}
          >
            {t('report')}
          </Button>
        ) : (
          <span className={styles.lostAt}>
            <IconDeviceLaptopOff size={17} stroke={1.7} aria-hidden />
            <span>
              {t('lost')} <span className={styles.whole}>{when(revokedAt)}</span>
            </span>
          </span>
        )}
      </td>
    </tr>
  );
}

/** Where the focus goes when the row's button is gone. */
export const rowId = ({ id }: RegisteredDevice) => `laptop-${id}`;
