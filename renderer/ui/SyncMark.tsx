import { Tooltip } from '@mantine/core';
import { IconCheck, IconCloudExclamation, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import marks from './SyncMark.module.css';

export type SyncMarkState = 'confirmed' | 'waiting' | 'sending' | 'refused';

/** Whether the server has a document's present state: a faint tick, a cloud, or an amber cloud. */
export function SyncMark({ state }: { state: SyncMarkState }) {
  const { t } = useTranslation('ui');
  const words = t(`sync.${state}`);
  const Glyph = state === 'confirmed' ? IconCheck : state === 'refused' ? IconCloudExclamation : IconCloudUp;
  return (
    <Tooltip label={words}>
      <span className={marks.mark} data-state={state} role="img" aria-label={words}>
        <Glyph size={18} stroke={1.7} aria-hidden />
      </span>
    </Tooltip>
  );
}
