import { IconAsterisk, IconFilter, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChecklistSection } from '../../../shared/domain/checklist/checklist.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ExportAnswers } from './ExportAnswers.tsx';
import type { ItemFilter } from './rows.ts';
import styles from './SectionNav.module.css';

interface SectionNavProps {
  filter: ItemFilter;
  onFilter: (filter: ItemFilter) => void;
  onSection: (section: ChecklistSection) => void;
  openId: string;
}

/** The sections with how far each has come, and what is still to be looked at. */
export function SectionNav({ filter, onFilter, onSection, openId }: SectionNavProps) {
  const { t } = useTranslation('checklist');
  const { checklist, progress } = useCaseFile();
  const format = useFormat();
  const { whole } = progress;
  const toggle = (wanted: ItemFilter) => () => onFilter(filter === wanted ? 'all' : wanted);
  return (
    <nav className={styles.nav} aria-label={t('sections')}>
      {checklist.map((section) => {
        const own = progress.sections[section.index];
        const isHere = section.items.some(({ id }) => id === openId);
        // A repeat without turns asks nothing yet, and can be added to.
        const isAddable = section.lines?.some(({ kind }) => kind === 'addTurn') ?? false;
        if (!own || (own.items === 0 && !isAddable)) return null;
        return (
          <button
            key={section.letter}
            type="button"
            className={styles.section}
            aria-current={isHere ? 'true' : undefined}
            onClick={() => onSection(section)}
          >
            <span className={styles.letter}>{section.letter}</span>
            <span className={styles.title}>{format.language === 'vi' ? section.titleVi : section.titleEn}</span>
            <span className={styles.count}>{own.items > 0 && `${own.answered}/${own.items}`}</span>
          </button>
        );
      })}
      <div className={styles.filters}>
        <button
          type="button"
          className={styles.filter}
          aria-pressed={filter === 'unanswered'}
          onClick={toggle('unanswered')}
        >
          <IconFilter size={17} stroke={1.7} aria-hidden />
          {t('filter.unanswered')} <span>{format.number(whole.unanswered)}</span>
        </button>
        <button
          type="button"
          className={styles.filter}
          aria-pressed={filter === 'required'}
          onClick={toggle('required')}
        >
          <IconAsterisk size={17} stroke={1.7} aria-hidden />
          {t('filter.required')} <span>{format.number(whole.requiredUnanswered)}</span>
        </button>
        <button
          type="button"
          className={styles.filter}
          data-late={whole.notCompliant > 0 || undefined}
          aria-pressed={filter === 'notCompliant'}
          onClick={toggle('notCompliant')}
        >
          <IconX size={17} stroke={1.7} aria-hidden />
          {t('filter.notCompliant')} <span>{format.number(whole.notCompliant)}</span>
        </button>
        <ExportAnswers />
      </div>
    </nav>
  );
}
