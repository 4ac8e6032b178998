import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { ProgressBar } from '../../ui/case/ProgressBar.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import overview from './OverviewTab.module.css';
import styles from './SectionProgress.module.css';

/** How far each section of the checklist has come; each leads there. */
export function SectionProgress() {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const { inspectionCase, checklist, progress } = useCaseFile();
  const { answered, items, notCompliant, notApplicable } = progress.whole;
  const asides = [
    notCompliant > 0 && (
      <span key="not" className={styles.late}>
        {t('progress.notCompliant', { count: notCompliant })}
      </span>
    ),
    notApplicable > 0 && <span key="skipped">{t('progress.notApplicable', { count: notApplicable })}</span>,
  ];
  return (
    <section>
      <SectionHeading
        title={`${t('progress.title')} ${t('progress.figures', { answered, total: items })}`}
        aside={<span className={styles.asides}>{asides}</span>}
      />
      {checklist.length === 0 && <p className={overview.quiet}>{t('progress.none')}</p>}
      <div className={styles.sections}>
        {checklist.map((section, index) => {
          const own = progress.sections[index];
          const first = section.items[0];
          if (!own || !first) return null;
          const title = language === 'vi' ? section.titleVi : section.titleEn;
          const words = { letter: section.letter, title, answered: own.answered, total: own.items };
          return (
            <Link
              key={section.letter}
              to={paths.case(inspectionCase.id, 'checklist', { item: first.id })}
              className={styles.section}
            >
              <span className={styles.figures}>
                <strong>{section.letter}</strong>
                <span>{t('progress.figures', words)}</span>
              </span>
              <ProgressBar parts={{ ...own, total: own.items }} thin />
              <span className={styles.title} title={title}>
                {title}
              </span>
            </Link>
          );
        })}
      </div>
    </section>
  );
}
