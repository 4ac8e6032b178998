import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../../shared/domain/document/draft.ts';
import { documentKinds } from '../../../shared/schema/documents.ts';
import styles from './NewDocument.module.css';
import { useForms } from './use-forms.ts';
import { useMakeDocument } from './use-make-document.ts';

/** The forms that fit the case today; one click makes a document by it. */
export function NewDocument({ position }: { position: 'left-start' | 'right-start' }) {
  const { t } = useTranslation('documents');
  const { usable } = useForms();
  const make = useMakeDocument();
  if (usable.length === 0) return <p className={styles.none}>{t('new.none')}</p>;
  return (
    <Menu position={position} width={420}>
      <Menu.Target>
        <Button
          leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
          rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}
        >
          {t('new.action')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.list}>
        {documentKinds.map((kind) => {
          const forms = usable.filter(({ data }) => data.use === kind);
          if (forms.length === 0) return null;
          return (
            <Fragment key={kind}>
              <Menu.Label>{t(`kind.${kind}`)}</Menu.Label>
              {forms.map((form) => (
                <Menu.Item key={form.id} onClick={() => make(form)}>
                  <span className={styles.title}>{titleOf(form.data)}</span>
                  <span className={styles.source}>
                    {form.confidence === 'low'
                      ? t('new.unconfirmed', { code: form.data.code })
                      : t('new.code', { code: form.data.code })}
                  </span>
                </Menu.Item>
              ))}
            </Fragment>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
