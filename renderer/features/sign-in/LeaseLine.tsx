import { IconCloudOff } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import form from './form.module.css';

/** Until when one may work without having met the server. */
export function LeaseLine({ leaseEndsAt }: { leaseEndsAt: string }) {
  const { t } = useTranslation('signIn');
  const format = useFormat();
  const end = Date.parse(leaseEndsAt);
  const date = format.dateTime(end).replace(' ', '\u00a0');
  return (
    <p className={form.lease}>
      <IconCloudOff size={18} stroke={1.7} aria-hidden />
      <span>
        {end > Date.now() ? (
          <Trans t={t} i18nKey="lease.until" values={{ date }} components={{ b: <b /> }} />
        ) : (
          t('lease.ended', { date })
        )}
      </span>
    </p>
  );
}
