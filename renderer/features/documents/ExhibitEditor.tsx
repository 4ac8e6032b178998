import { Button, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sameSeal } from '../../../shared/domain/document/exhibits.ts';
import type { Exhibit, OfficialDocument } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { useDocumentFile } from './document-file.tsx';
import { ExhibitPhotos } from './ExhibitPhotos.tsx';
import styles from './ExhibitsPart.module.css';
import { withElement, without } from './elements.ts';

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
  const line = (name: 'name' | 'quantity' | 'sealNumber') => (
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
        {line('sealNumber')}
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
        maxLength={5_000}
      />
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
