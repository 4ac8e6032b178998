import { IconCheck, IconCloudExclamation, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOutbox } from '../../app/use-sync.ts';
import { Badge } from '../../ui/Badge.tsx';
import { paths } from '../../ui/paths.ts';

/** Whether the server has all of this case. */
export function CaseSync({ caseId }: { caseId: string }) {
  const { t } = useTranslation('casePage');
  const outbox = useOutbox();
  if (outbox === null) return null;
  const own = outbox.filter((item) => item.caseId === caseId || item.id === caseId);
  const refused = own.filter((item) => item.state === 'refused').length;
  if (own.length === 0) {
    return (
      <Badge tone="neutral" icon={IconCheck} look="plain">
        {t('sync.confirmed')}
      </Badge>
    );
  }
  return (
    <Link to={paths.outbox}>
      {refused > 0 ? (
        <Badge tone="soon" icon={IconCloudExclamation} look="plain">
          {t('sync.refused', { count: refused })}
        </Badge>
      ) : (
        <Badge tone="neutral" icon={IconCloudUp} look="plain">
          {t('sync.waiting', { count: own.length })}
        </Badge>
      )}
    </Link>
  );
}
