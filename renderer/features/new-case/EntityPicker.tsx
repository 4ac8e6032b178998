import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError } from '../../ui/FieldError.tsx';
import styles from './EntitySection.module.css';
import { useFoundEntities } from './use-found-entities.ts';

interface EntityPickerProps {
  error: string | undefined;
  onChoose: (entityId: string) => void;
  onNew: (name: string) => void;
}

const newOption = 'new';

/** Finds an entity as one types; the last choice is always to describe a new one. */
export function EntityPicker({ error, onChoose, onNew }: EntityPickerProps) {
  const { t } = useTranslation('newCase');
  const [text, setText] = useState('');
  const found = useFoundEntities(text.trim());
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const name = text.trim();
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => (value === newOption ? onNew(name) : onChoose(value))}
      position="bottom-start"
      withinPortal={false}
    >
      <Combobox.Target>
        <TextInput
          label={t('entity.label')}
          placeholder={t('entity.placeholder')}
          leftSection={<IconSearch size={17} stroke={1.7} aria-hidden />}
          value={text}
          maxLength={500}
          error={error ? <FieldError>{error}</FieldError> : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={360} style={{ overflowY: 'auto' }} aria-label={t('entity.found')}>
          {found?.map((entity) => (
            <Combobox.Option key={entity.id} value={entity.id}>
              <span className={styles.option}>{entity.name}</span>
              <span className={styles.optionFacts}>{[entity.code, entity.address].filter(Boolean).join(' · ')}</span>
            </Combobox.Option>
          ))}
          {found?.length === 0 && name.length >= 2 && <Combobox.Empty>{t('entity.none')}</Combobox.Empty>}
          <Combobox.Option value={newOption}>
            <IconPlus size={16} stroke={1.7} aria-hidden />{' '}
            {name ? t('entity.new', { text: name }) : t('entity.newPlain')}
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
