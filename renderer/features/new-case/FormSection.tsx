import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import styles from './FormSection.module.css';

interface FormSectionProps {
  title: string;
  hint?: string | undefined;
  /** Where its values were filled in from. */
  filledFrom?: string | undefined;
  children: ReactNode;
}

/** A group of fields under its heading. */
export function FormSection({ title, hint, filledFrom, children }: FormSectionProps) {
  const { t } = useTranslation('ui');
  return (
    <section className={styles.section}>
      <SectionHeading title={title} aside={filledFrom ? t('field.filledIn', { source: filledFrom }) : hint} />
      {children}
    </section>
  );
}
