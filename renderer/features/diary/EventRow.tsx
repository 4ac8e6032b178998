import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowRight,
  IconCheck,
  IconFileText,
  IconFolderPlus,
  IconMessage,
  IconMessageReply,
  IconNotebook,
  IconPin,
  IconSignature,
  IconWritingOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { dayOf } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './EventRow.module.css';
import type { CaseEvent, EventKind } from './events.ts';
import { useEventWords } from './use-event-words.ts';

const icons: Readonly<Record<EventKind, Icon>> = {
  created: IconFolderPlus,
  diary: IconNotebook,
  comment: IconMessage,
  transition: IconArrowRight,
  finding: IconAlertTriangle,
  documentMade: IconFileText,
  signed: IconSignature,
  refusedToSign: IconWritingOff,
  remark: IconPin,
  reply: IconMessageReply,
  withdrawn: IconArrowBackUp,
  settled: IconCheck,
  merged: IconArrowMerge,
};

/** One thing that happened: when, who, what, and the way to where it belongs. */
export function EventRow({ event }: { event: CaseEvent }) {
  const { t } = useTranslation('case');
  const { t: diary } = useTranslation('diary');
  const { nameOf } = useCaseFile();
  const format = useFormat();
  const { verb, phase, place, text } = useEventWords(event);
  const Glyph = icons[event.kind];
  const isThen = dayOf(event.at) === event.day;
  return (
    <div className={styles.event}>
      <time className={styles.time}>{isThen && format.time(event.at)}</time>
      <Glyph size={17} stroke={1.7} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.who}>
          <strong>{nameOf(event.by) || t('conflict.someone')}</strong> {verb}
          {phase && <> → {phase}</>}
          {place && (
            <>
              {' · '}
              <Link to={place.to}>{place.words}</Link>
            </>
          )}
          {!isThen && <> · {diary('writtenOn', { when: format.dateTime(event.at) })}</>}
        </p>
        {text && <p className={styles.text}>{text}</p>}
      </div>
    </div>
  );
}
