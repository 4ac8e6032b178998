import { Anchor } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../../app/app-info.tsx';
import type { Failure } from '../../app/session/gate.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './RecoveryPage.module.css';
import { useWayBack } from './use-way-back.ts';

/** The code in small print, to copy for support, and the way back to the people list. */
export function SupportLine({ failure }: { failure: Failure }) {
  const { t } = useTranslation('recovery');
  const format = useFormat();
  const info = useAppInfo();
  const { toPeople } = useWayBack(failure);
  const clipboard = useClipboard();
  const [at] = useState(Date.now);
  const line = t('support', { code: failure.problem.code, device: info.deviceName, when: format.dateTime(at) });
  return (
    <div className={styles.support}>
      <span>{line}</span>
      <span className={styles.links}>
        <Anchor
          component="button"
          type="button"
          onClick={() => clipboard.copy(`${line} · ${info.version} · ${info.electron}`)}
        >
          <IconCopy size={16} stroke={1.7} aria-hidden />
          {t(clipboard.copied ? 'copied' : 'copy')}
        </Anchor>
        <Anchor component="button" type="button" onClick={toPeople}>
          {t('people')}
        </Anchor>
      </span>
    </div>
  );
}
