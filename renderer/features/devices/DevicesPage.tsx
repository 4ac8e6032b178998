import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useRemembered } from '../../ui/memory.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import styles from './DevicesPage.module.css';
import { LaptopSearch } from './LaptopSearch.tsx';
import { LaptopsProblem } from './LaptopsProblem.tsx';
import { LaptopTable, rowId } from './LaptopTable.tsx';
import { findDevices, isSearchable } from './laptops.ts';
import { ReportLost } from './ReportLost.tsx';
import { useLaptops } from './use-laptops.ts';

/** Thiết bị: the laptops that an administrator looks after, where a lost one is reported. */
export function DevicesPage() {
  const { t } = useTranslation('devices');
  const { devices, problem, reload, report } = useLaptops();
  const [text, setText] = useRemembered('devices.search', '');
  const [asked, setAsked] = useState<RegisteredDevice | null>(null);
  useFocusBack(asked);
  // That there is none is told by an answer alone.
  const known = devices?.length || !problem ? devices : null;
  const searchable = known !== null && isSearchable(known);
  return (
    <Page>
      <div className={styles.page}>
        <PageHeader
          title={t('title')}
          subtitle={t('subtitle')}
          actions={searchable && <LaptopSearch text={text} onSearch={setText} />}
        />
        {problem && <LaptopsProblem problem={problem} isStale={known !== null} onRetry={reload} />}
        {known ? (
          <Found devices={known} text={searchable ? text : ''} onReport={setAsked} />
        ) : (
          !problem && <RowsSkeleton rows={8} height={44} />
        )}
      </div>
      {asked && <ReportLost device={asked} report={report} onClose={() => setAsked(null)} />}
    </Page>
  );
}

/** After the question the focus is in the row again, also where its button is gone. */
function useFocusBack(asked: RegisteredDevice | null): void {
  const before = useRef(asked);
  useEffect(() => {
    const row = before.current && document.getElementById(rowId(before.current));
    if (!asked) (row?.querySelector('button') ?? row)?.focus();
    before.current = asked;
  }, [asked]);
}

interface FoundProps {
  devices: readonly RegisteredDevice[];
  text: string;
  onReport: (device: RegisteredDevice) => void;
}

/** The rows, or why there are none. */
function Found({ devices, text, onReport }: FoundProps) {
  const { t } = useTranslation('devices');
  const found = findDevices(devices, text);
  if (found.length > 0) return <LaptopTable devices={found} onReport={onReport} />;
  if (devices.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>;
  return <EmptyState title={t('search.nothing', { text })}>{t('search.nothingBody')}</EmptyState>;
}
