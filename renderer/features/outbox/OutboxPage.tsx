import { useTranslation } from 'react-i18next';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { useOutbox, useSyncStatus, useUploads } from '../../app/use-sync.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { BringSection } from './BringSection.tsx';
import { ConflictList } from './ConflictList.tsx';
import { EmptyOutbox } from './EmptyOutbox.tsx';
import { HeldOriginals } from './HeldOriginals.tsx';
import { OutboxActions } from './OutboxActions.tsx';
import styles from './OutboxPage.module.css';
import { RefusedList } from './RefusedList.tsx';
import { RefusedUploads } from './RefusedUploads.tsx';
import { rowsOf, totalSize } from './rows.ts';
import { SyncState } from './SyncState.tsx';
import { UploadList } from './UploadList.tsx';
import { useConflicts } from './use-conflicts.ts';
import { WaitingList } from './WaitingList.tsx';

/** Every document and original that the server has not confirmed: what needs a look first, then what is on its way. */
export function OutboxPage() {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const person = usePerson();
  const status = useSyncStatus();
  const known = useOutbox();
  const items = known ?? [];
  const conflicts = useConflicts();
  const refused = items.filter((item) => item.state === 'refused');
  const uploads = useUploads();
  const nothing = known?.length === 0 && conflicts.length === 0 && uploads.length === 0;
  const count = items.length + uploads.length;
  const sizeBytes = totalSize(items) + totalSize(uploads);
  const isDamaged = uploads.some(({ problem }) => problem?.code === 'evidence.damaged');
  const totals = { count, size: format.size(sizeBytes) };
  return (
    <Page>
      <div className={styles.page}>
        <PageHeader
          title={t('title')}
          subtitle={count > 0 && t(isDamaged ? 'damaged' : 'totals', totals)}
          actions={<OutboxActions status={status} hasItems={items.length > 0} />}
        />
        <SyncState status={status} />
        {refused.length > 0 && <RefusedList items={refused} />}
        <RefusedUploads uploads={uploads} />
        {conflicts.length > 0 && <ConflictList conflicts={conflicts} />}
        <WaitingList title={t('sending')} rows={rowsOf(items, 'sending')} />
        <HeldOriginals isWanted={uploads.length > 0} />
        <UploadList uploads={uploads} />
        <WaitingList title={t('waiting')} rows={rowsOf(items, 'waiting')} />
        {nothing && <EmptyOutbox />}
        {mayWriteIn(person.role, 'evidence') && <BringSection />}
      </div>
    </Page>
  );
}
