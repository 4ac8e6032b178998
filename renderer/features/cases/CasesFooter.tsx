import { UnstyledButton } from '@mantine/core';
import { IconCloudExclamation, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../data/workspace.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRoomFor } from '../../ui/use-room.ts';
import styles from './CasesPage.module.css';
import { searchLimit } from './use-case-list.ts';

interface CasesFooterProps {
  total: number | null;
  text: string;
  /** Cases with the words outside the view, and the way to them. */
  elsewhere: number | 'many';
  onShowAll: () => void;
  marks: ReadonlyMap<string, OutboxItem['state']>;
}

/** Totals of the list at the foot, and its keys. */
export function CasesFooter({ total, text, elsewhere, onShowAll, marks }: CasesFooterProps) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const roomForKeys = useRoomFor(1100);
  const refused = [...marks.values()].filter((state) => state === 'refused').length;
  const waiting = marks.size - refused;
  const words = (count: number) => {
    if (!text) return t('total', { count, formatted: format.number(count) });
    return count >= searchLimit || elsewhere === 'many'
      ? t('atLeast', { count, text })
      : t('totalOfSearch', { count, text });
  };
  return (
    <div className={styles.footer}>
      <span role="status">{total !== null && words(total)}</span>
      {elsewhere !== 0 && (
        <UnstyledButton className={styles.elsewhere} onClick={onShowAll}>
          {elsewhere === 'many' ? t('manyElsewhere') : t('elsewhere', { count: elsewhere })}
        </UnstyledButton>
      )}
      {waiting > 0 && (
        <Badge tone="neutral" icon={IconCloudUp} look="plain">
          {t('waiting', { count: waiting })}
        </Badge>
      )}
      {refused > 0 && (
        <Badge tone="soon" icon={IconCloudExclamation} look="plain">
          {t('refused', { count: refused })}
        </Badge>
      )}
      <span className={styles.space} />
      {roomForKeys && (
        <span className={styles.keys} aria-hidden="true">
          <Keys keys="arrowup arrowdown" /> {t('keys.choose')}
          <Keys keys="enter" /> {t('keys.open')}
          <Keys keys="space" /> {t('keys.preview')}
        </span>
      )}
    </div>
  );
}
