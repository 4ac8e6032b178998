import {
  type Icon,
  IconArrowMerge,
  IconArrowRight,
  IconCheck,
  IconMessage,
  IconMessageReply,
  IconNotebook,
  IconPin,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './EventRow.module.css';
import type { CaseEvent, EventKind } from './events.ts';

const icons: Readonly<Record<EventKind, Icon>> = {
  diary: IconNotebook,
  comment: IconMessage,
  transition: IconArrowRight,
  remark: IconPin,
  reply: IconMessageReply,
  settled: IconCheck,
  merged: IconArrowMerge,
};

/** One thing that happened: when, who, what. */
export function EventRow({ event }: { event: CaseEvent }) {
  const { t } = useTranslation('case');
  const { t: ui } = useTranslation('ui');
  const { nameOf } = useCaseFile();
  const format = useFormat();
  const Glyph = icons[event.kind];
  const { language } = format;
  return (
    <div className={styles.event}>
      <time className={styles.time}>{format.time(event.at)}</time>
      <Glyph size={17} stroke={1.7} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.who}>
          <strong>{nameOf(event.by) || t('conflict.someone')}</strong>{' '}
          {event.verb ? event.verb[language] : t(`activity.${event.kind}`)}
          {event.to && <span className={styles.phase}> → {ui(`state.${event.to}`)}</span>}
        </p>
        {event.text && <p className={styles.text}>{event.text}</p>}
      </div>
    </div>
  );
}
