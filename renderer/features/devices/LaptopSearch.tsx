import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './DevicesPage.module.css';

interface LaptopSearchProps {
  text: string;
  onSearch: (text: string) => void;
}

/** By name or person, tones or not. */
export function LaptopSearch({ text, onSearch }: LaptopSearchProps) {
  const { t } = useTranslation('devices');
  return (
    <TextInput
      className={styles.search}
      type="search"
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      leftSection={<IconSearch size={17} stroke={1.7} aria-hidden />}
      rightSection={text && <CloseButton size={26} aria-label={t('search.clear')} onClick={() => onSearch('')} />}
      value={text}
      onChange={(event) => onSearch(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onSearch('');
      }}
    />
  );
}
