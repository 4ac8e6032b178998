import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { minuteOfMs } from '../../../shared/domain/document/minute.ts';
import type { Copy, OfficialDocument } from '../../../shared/schema/documents.ts';
import { newId } from '../../data/ulid.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import styles from './CopiesPart.module.css';
import { useDocumentFile } from './document-file.tsx';
import { withElement, without } from './elements.ts';
import { useMinuteWords } from './use-minute-words.ts';

/** How many copies go to whom, and when each was handed over; not of the text that is signed. */
export function CopiesPart() {
  const { t } = useTranslation('documents');
  const { document, mayFollowUp, change } = useDocumentFile();
  const notices = useNotices();
  const add = () => {
    const copy = { id: newId(), receiver: '', count: 1, handedOverAt: '' };
    change(({ copies }) => ({ copies: [...copies, copy] })).catch(notices.problem);
  };
  return (
    <>
      {document.copies.map((copy) => (
        <CopyRow key={copy.id} copy={copy} />
      ))}
      {mayFollowUp && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />} onClick={add}>
            {t('copies.add')}
          </Button>
        </div>
      )}
    </>
  );
}

function CopyRow({ copy }: { copy: Copy }) {
  const { t } = useTranslation('documents');
  const { workspace } = useCaseFile();
  const { document, mayFollowUp, change } = useDocumentFile();
  const notices = useNotices();
  const minuteWords = useMinuteWords();
  const { id, handedOverAt } = copy;
  const isGiven = handedOverAt !== '';
  const { fields, type, flush } = useTypedFields<Copy, OfficialDocument>({
    id: `${document.id} ${id}`,
    document,
    stored: copy,
    save: (changes, seen) => change(({ copies }) => ({ copies: withElement(copies, id, changes) }), seen),
  });
  const set = (handedOver: string) =>
    change(({ copies }) => ({ copies: withElement(copies, id, { handedOverAt: handedOver }) })).catch(notices.problem);
  const remove = () => change(({ copies }) => ({ copies: without(copies, id) })).catch(notices.problem);
  return (
    <fieldset className={styles.copy} onBlur={flush} aria-label={fields.receiver || t('copies.receiver')}>
      <TextInput
        label={t('copies.receiver')}
        value={fields.receiver}
        onChange={(event) => type('receiver', event.currentTarget.value)}
        readOnly={!mayFollowUp || isGiven}
        maxLength={500}
      />
      <NumberInput
        label={t('copies.count')}
        value={fields.count}
        onChange={(next) => type('count', Math.min(99, Math.max(0, Math.round(Number(next) || 0))))}
        readOnly={!mayFollowUp || isGiven}
        min={0}
        max={99}
        allowDecimal={false}
        hideControls
      />
      <div className={styles.given}>
        {isGiven ? (
          <>
            <span className={styles.when}>{t('copies.given', { when: minuteWords(handedOverAt) })}</span>
            {mayFollowUp && (
              <Button variant="subtle" color="gray" size="compact-sm" onClick={() => set('')}>
                {t('copies.notGiven')}
              </Button>
            )}
          </>
        ) : (
          mayFollowUp && (
            <>
              <Button variant="default" size="compact-sm" onClick={() => set(minuteOfMs(workspace.now()))}>
                {t('copies.give')}
              </Button>
              <ActionIcon onClick={remove} aria-label={t('copies.remove', { receiver: fields.receiver })}>
                <IconX size={16} stroke={1.7} aria-hidden />
              </ActionIcon>
            </>
          )
        )}
      </div>
    </fieldset>
  );
}
