import { IconCheck, IconCloudExclamation, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { refusedOf, useOutbox, useUploads } from '../../app/use-sync.ts';
import { Badge } from '../../ui/Badge.tsx';
import { paths } from '../../ui/paths.ts';

/** Whether the server has all of this case. */
export function CaseSync({ caseId }: { caseId: string }) {
  const { t } = useTranslation('casePage');
  const outbox = useOutbox();
  const uploads = useUploads();
  if (outbox === null) return null;
  const own = outbox.filter((item) => item.caseId === caseId || item.id === caseId);
  const originals = uploads.filter((upload) => upload.caseId === caseId);
  const count = own.length + originals.length;
  const refused = refusedOf(own, originals);
  if (count === 0) {
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
          {t('sync.waiting', { count })}
        </Badge>
      )}
    </Link>
  );
}
