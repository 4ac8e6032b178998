import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exhibitActOf } from '../../../shared/domain/document/exhibits.ts';
import type { Exhibit } from '../../../shared/schema/documents.ts';
import { newId } from '../../data/ulid.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useDocumentFile } from './document-file.tsx';
import { ExhibitEditor } from './ExhibitEditor.tsx';
import styles from './ExhibitsPart.module.css';
import { SlipDialog } from './SlipDialog.tsx';

/** The things that the document is about, each opened to be described. */
export function ExhibitsPart() {
  const { t } = useTranslation('documents');
  const { document, isOpen, change } = useDocumentFile();
  const notices = useNotices();
  const [openId, setOpenId] = useState('');
  const [printing, print] = useDisclosure(false);
  const add = async () => {
    const exhibit: Exhibit = { id: newId(), name: '', quantity: '', condition: '', sealNumber: '', photos: [] };
    try {
      await change(({ exhibits }) => ({ exhibits: [...exhibits, exhibit] }));
      setOpenId(exhibit.id);
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <>
      {document.exhibits.length > 0 && (
        <ol className={styles.list} aria-label={t('part.exhibits')}>
          {document.exhibits.map((exhibit) => {
            const { id, name, quantity, sealNumber, photos } = exhibit;
            const isShown = id === openId;
            return (
              <li key={id} className={styles.row}>
                <button
                  type="button"
                  className={styles.head}
                  aria-expanded={isShown}
                  onClick={() => setOpenId(isShown ? '' : id)}
                >
                  <span className={styles.name}>{name || t('exhibits.untitled')}</span>
                  <span className={styles.facts}>
                    {[
                      quantity,
                      sealNumber && t('exhibits.seal', { number: sealNumber }),
                      photos.length > 0 && t('exhibits.photos', { count: photos.length }),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </button>
                {isShown && <ExhibitEditor exhibit={exhibit} />}
              </li>
            );
          })}
        </ol>
      )}
      {exhibitActOf(document) && document.exhibits.length > 0 && (
        <div>
          <Button
            variant="default"
            leftSection={<IconReceipt size={18} stroke={1.7} aria-hidden />}
            onClick={print.open}
            aria-haspopup="dialog"
          >
            {t('slips.open')}
          </Button>
        </div>
      )}
      {printing && <SlipDialog onClose={print.close} />}
      {isOpen && (
        <div>
          <Button
            data-field="addExhibit"
            variant="default"
            leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
            onClick={add}
          >
            {t('exhibits.add')}
          </Button>
        </div>
      )}
    </>
  );
}
