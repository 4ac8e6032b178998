import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconArrowRight,
  IconLock,
  IconLockExclamation,
  IconLockOpen2,
  IconRefresh,
  IconWorldWww,
  IconX,
} from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageState } from '../../../shared/bridge/capture.ts';
import tones from '../../ui/tones.module.css';
import styles from './CaptureBar.module.css';
import { CaptureStatus } from './CaptureStatus.tsx';
import { useCapturedPage } from './use-captured-page.ts';

const connections: Readonly<
  Record<
    PageState['connection'],
    { readonly Icon: typeof IconLock; readonly tone: 'neutral' | 'done' | 'soon' | 'late' }
  >
> = {
  none: { Icon: IconWorldWww, tone: 'neutral' },
  plain: { Icon: IconLockOpen2, tone: 'soon' },
  secure: { Icon: IconLock, tone: 'done' },
  bad: { Icon: IconLockExclamation, tone: 'late' },
};

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const;

/** Above a public page that somebody looks at: its address, how it was reached, and the button that captures it. */
export function CaptureBar() {
  const { t } = useTranslation('capture');
  const page = useCapturedPage();
  const { state, step } = page;
  useDocumentTitle(state.title ? t('titled', { title: state.title }) : t('title'));
  const { Icon, tone } = connections[state.connection];
  return (
    <header className={styles.bar}>
      <div className={styles.row}>
        <ActionIcon size={36} disabled={!state.mayGoBack} onClick={() => step('back')} aria-label={t('back')}>
          <IconArrowLeft {...icon} />
        </ActionIcon>
        <ActionIcon size={36} disabled={!state.mayGoForward} onClick={() => step('forward')} aria-label={t('forward')}>
          <IconArrowRight {...icon} />
        </ActionIcon>
        {state.isLoading ? (
          <ActionIcon size={36} onClick={() => step('stop')} aria-label={t('stop')}>
            <IconX {...icon} />
          </ActionIcon>
        ) : (
          <ActionIcon size={36} onClick={() => step('reload')} disabled={!state.address} aria-label={t('reload')}>
            <IconRefresh {...icon} />
          </ActionIcon>
        )}
        <AddressField
          address={state.address}
          onVisit={page.visit}
          section={
            <span className={`${tones.text} ${styles.lock}`} data-tone={tone}>
              <Icon size={18} stroke={1.7} aria-hidden />
            </span>
          }
        />
        <Button onClick={page.take} loading={page.isTaking} disabled={state.connection === 'none'}>
          {t('take')}
        </Button>
      </div>
      <div className={styles.below}>
        <CaptureStatus page={page} />
        {state.caseName && (
          <p className={styles.case} title={state.caseName}>
            {t('into', { name: state.caseName })}
          </p>
        )}
      </div>
    </header>
  );
}

interface AddressFieldProps {
  /** Where the page is. */
  address: string;
  onVisit: (address: string) => void;
  section: React.ReactNode;
}

/** The address: as it is, or as it is being typed. */
function AddressField({ address, onVisit, section }: AddressFieldProps) {
  const { t } = useTranslation('capture');
  const [typed, setTyped] = useState(address);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setTyped(address);
    if (address === '') field.current?.focus();
  }, [address]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onVisit(typed);
  };
  return (
    <form className={styles.address} onSubmit={submit}>
      <TextInput
        ref={field}
        aria-label={t('address')}
        placeholder={t('addressHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        leftSection={section}
        spellCheck={false}
        autoComplete="off"
        maxLength={8_000}
      />
      <Button type="submit" variant="default">
        {t('go')}
      </Button>
    </form>
  );
}
