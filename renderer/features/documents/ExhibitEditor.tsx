import { Button, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sameSeal } from '../../../shared/domain/document/exhibits.ts';
import type { Exhibit, OfficialDocument } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { CodeField } from '../../ui/codes/CodeField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { useDocumentFile } from './document-file.tsx';
import { ExhibitCodes } from './ExhibitCodes.tsx';
import { ExhibitPhotos } from './ExhibitPhotos.tsx';
import styles from './ExhibitsPart.module.css';
import { withElement, without } from './elements.ts';

const mostOfCondition = 5_000;

/** All that the paper says of a thing, and the photographs that show it. */
export function ExhibitEditor({ exhibit }: { exhibit: Exhibit }) {
  const { t } = useTranslation('documents');
  const { documents } = useCaseFile();
  const { document, isOpen, change } = useDocumentFile();
  const notices = useNotices();
  const { id } = exhibit;
  const { fields, type, flush } = useTypedFields<Exhibit, OfficialDocument>({
    id: `${document.id} ${id}`,
    document,
    stored: exhibit,
    save: (changes, seen) => change(({ exhibits }) => ({ exhibits: withElement(exhibits, id, changes) }), seen),
  });
  const twin = sameSeal(documents, { ...fields });
  const addCodes = (codes: readonly string[]) => {
    const known = fields.condition.trim();
    type('condition', [known, ...codes].filter(Boolean).join('\n').slice(0, mostOfCondition));
    flush();
  };
  const remove = async () => {
    try {
      await change(({ exhibits }) => ({ exhibits: without(exhibits, id) }));
      notices.undoable(t('exhibits.removed', { name: exhibit.name }), async () => {
        await change(({ exhibits }) => ({ exhibits: [...exhibits, exhibit] }));
      });
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  const line = (name: 'name' | 'quantity') => (
    <TextInput
      label={t(`exhibits.${name}`)}
      placeholder={name === 'quantity' ? t('exhibits.quantityHint') : ''}
      value={fields[name]}
      onChange={(event) => type(name, event.currentTarget.value)}
      readOnly={!isOpen}
      maxLength={500}
    />
  );
  return (
    <fieldset className={styles.editor} onBlur={flush}>
      {line('name')}
      <div className={styles.pair}>
        {line('quantity')}
        <CodeField
          label={t('exhibits.sealNumber')}
          value={fields.sealNumber}
          onType={(sealNumber) => type('sealNumber', sealNumber)}
          onLeave={flush}
          readOnly={!isOpen}
          maxLength={500}
        />
      </div>
      {twin && <Notice tone="soon">{t('exhibits.twin', { name: twin.name || t('exhibits.untitled') })}</Notice>}
      <Textarea
        label={t('exhibits.condition')}
        value={fields.condition}
        onChange={(event) => type('condition', event.currentTarget.value)}
        readOnly={!isOpen}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={mostOfCondition}
      />
      {isOpen && <ExhibitCodes onRead={addCodes} />}
      <ExhibitPhotos exhibit={exhibit} />
      {isOpen && (
        <div className={styles.foot}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={remove}>
            {t('exhibits.remove')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
