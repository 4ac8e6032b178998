import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { phasesOf, workflowOf } from '../../../shared/domain/workflow/moves.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './Stepper.module.css';

/** The steps of the procedure in force for this case, and where it stands. */
export function Stepper() {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const { inspectionCase } = useCaseFile();
  const workflow = workflowOf(inspectionCase);
  const phases = phasesOf(workflow, inspectionCase.state);
  return (
    <ol className={styles.stepper} aria-label={`${t('stepper.label')}: ${workflow.law[language]}`}>
      {phases.map(({ phase, progress }, index) => (
        <li
          key={phase.id}
          className={styles.phase}
          data-progress={progress}
          aria-current={progress === 'current' ? 'step' : undefined}
          title={[phase.name[language], phase.article].filter(Boolean).join(' · ')}
        >
          <span className={styles.bar} aria-hidden="true" />
          <span className={styles.words}>
            {progress === 'done' && <IconCheck size={15} stroke={2} aria-hidden className={styles.tick} />}
            <span className={styles.name}>{phase.name[language]}</span>
            <span className={styles.place}>{t('stepper.of', { step: index + 1, total: phases.length })}</span>
            <span className="mt-hidden">{t(`stepper.${progress}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
