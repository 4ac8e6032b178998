import { Anchor } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/problem/problem.ts';
import { useAppInfo } from '../../app/app-info.tsx';
import { useGate } from '../../app/session/gate.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './RecoveryPage.module.css';

/** The code in small print, to copy for support, and the way back to the people list. */
export function SupportLine({ problem }: { problem: Problem }) {
  const { t } = useTranslation('recovery');
  const format = useFormat();
  const info = useAppInfo();
  const gate = useGate();
  const clipboard = useClipboard();
  const [at] = useState(Date.now);
  const line = t('support', { code: problem.code, device: info.deviceName, when: format.dateTime(at) });
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
        <Anchor component="button" type="button" onClick={() => gate.lock()}>
          {t('people')}
        </Anchor>
      </span>
    </div>
  );
}
