import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSyncStatus } from '../../app/use-sync.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';
import { isNarrowed, noFilter } from './filter.ts';
import type { ListControls } from './use-list-state.ts';

/** Nothing in the list: why, and the way on. */
export function CasesEmpty({ list, mayCreate }: { list: ListControls; mayCreate: boolean }) {
  const { t } = useTranslation('cases');
  const { base, filter, text } = list.state;
  const { firstDownload } = useSyncStatus();
  const create = mayCreate && (
    <Button component={Link} to={paths.newCase} leftSection={<IconPlus size={18} stroke={1.7} />}>
      {t('new')}
    </Button>
  );
  const everything = (
    <Button variant="default" onClick={() => list.openView('all')}>
      {t(text ? 'empty.searchAll' : 'empty.showAll')}
    </Button>
  );
  if (text) {
    return (
      <EmptyState title={t('empty.search', { text })} actions={(base !== 'all' || isNarrowed(filter)) && everything}>
        {t('empty.searchBody')}
      </EmptyState>
    );
  }
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        title={t('empty.filtered')}
        actions={
          <>
            <Button onClick={() => list.narrow(noFilter)}>{t('filter.clear')}</Button>
            {everything}
          </>
        }
      >
        {t('empty.filteredBody')}
      </EmptyState>
    );
  }
  if (firstDownload) return <EmptyState title={t('empty.downloading')}>{t('empty.downloadingBody')}</EmptyState>;
  if (base === 'all') {
    return (
      <EmptyState title={t('empty.title')} actions={create}>
        {t('empty.body')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(`empty.${base}`)}
      actions={
        <>
          {base === 'mine' && create}
          {everything}
        </>
      }
    >
      {t(`empty.${base}Body`)}
    </EmptyState>
  );
}
