import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { isAboutRemoval, isToGo } from '../../../shared/domain/merge/settle.ts';
import { mayChangeEntity } from '../../../shared/domain/permission/permission.ts';
import { maySettle } from '../../../shared/domain/permission/settling.ts';
import type { Conflict, Synced } from '../../../shared/schema/common.ts';
import type { CollectionName } from '../../data/workspace.ts';
import { useCaseFile } from '../case/case-file.tsx';
import { useNotices } from '../notices.tsx';
import { PersonAvatar } from '../PersonAvatar.tsx';
import { useFormat } from '../use-format.ts';
import styles from './Conflict.module.css';
import { canWriteThird, shapeOf } from './fields.ts';
import { ThirdValue } from './ThirdValue.tsx';
import { useValueWords } from './use-value-words.ts';

interface ConflictChoiceProps {
  collection: CollectionName;
  /** As it is shown: what comes after it is not decided. */
  document: Synced;
  conflict: Conflict;
  onClose?: () => void;
}

/** The values that people gave one field, side by side and none chosen; or a third one with its reason. */
export function ConflictChoice({ collection, document, conflict, onClose }: ConflictChoiceProps) {
  const { t } = useTranslation('case');
  const { workspace, inspectionCase, entity } = useCaseFile();
  const notices = useNotices();
  const shape = shapeOf(collection, conflict);
  const words = useValueWords(shape);
  const isRemoval = isAboutRemoval(conflict);
  const done = (value: unknown): string =>
    isRemoval
      ? t(`conflict.${isToGo(value) ? 'hasGone' : 'hasStayed'}`)
      : t('conflict.settled', { field: t(`field.${shape.name}`) });
  /** What a removal's button does, in a word; a value is called by who gave it. */
  const wayOf = (value: unknown) => (isRemoval ? (isToGo(value) ? ('remove' as const) : ('keep' as const)) : null);
  const settle = (value: unknown, reason: string) => {
    workspace
      .settle(collection, document, conflict.id, value, reason)
      .then(() => notices.done(done(value)), notices.problem);
  };
  const { person } = workspace.session;
  const may = (value: unknown) =>
    collection === 'entities'
      ? entity !== null && mayChangeEntity(person, entity)
      : maySettle(person, inspectionCase, collection, conflict, value);
  const isReader = !conflict.values.some(({ value }) => may(value));
  const intro = isRemoval ? 'removal' : conflict.values.length > 2 ? 'introMany' : 'intro';
  return (
    <section className={styles.well} aria-label={t(`field.${shape.name}`)}>
      <div className={styles.intro}>
        <p>{t(isReader ? 'conflict.notYours' : `conflict.${intro}`)}</p>
        {onClose && (
          <Button variant="subtle" size="compact-sm" onClick={onClose}>
            {t('conflict.close')}
          </Button>
        )}
      </div>
      <div className={styles.cards}>
        {conflict.values.map((claim) => (
          <ClaimCard
            key={`${claim.by} ${claim.at}`}
            claim={claim}
            words={words(claim.value)}
            way={wayOf(claim.value)}
            onUse={may(claim.value) ? () => settle(claim.value, '') : undefined}
          />
        ))}
      </div>
      {!isReader && canWriteThird(shape, conflict) && <ThirdValue shape={shape} onWrite={settle} />}
    </section>
  );
}

type Claim = Conflict['values'][number];

/** Up to this many characters a value is drawn large, as a figure is. */
const figureLength = 16;

interface ClaimCardProps {
  claim: Claim;
  words: string;
  way: 'keep' | 'remove' | null;
  onUse: (() => void) | undefined;
}

function ClaimCard({ claim, words, way, onUse }: ClaimCardProps) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const { workspace, nameOf } = useCaseFile();
  const { session } = workspace;
  const name = nameOf(claim.by) || t('conflict.someone');
  const device = t(claim.device === session.deviceId ? 'conflict.thisDevice' : 'conflict.otherDevice');
  return (
    <article className={styles.card}>
      <div className={styles.who}>
        <PersonAvatar name={name} size={24} accent={claim.by === session.person.id} />
        <div>
          <div className={styles.name}>{name}</div>
          <div className={styles.when}>
            {format.dateTime(msOfStamp(claim.at))} · {device}
          </div>
        </div>
      </div>
      <div className={words.length > figureLength ? styles.long : styles.short}>{words}</div>
      {onUse && (
        <Button variant="default" fullWidth className={styles.use} onClick={onUse}>
          {way ? t(`conflict.${way}`) : t('conflict.useNamed', { name })}
        </Button>
      )}
    </article>
  );
}
