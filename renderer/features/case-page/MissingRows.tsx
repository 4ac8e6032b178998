import {
  type Icon,
  IconArrowsDiff,
  IconChecklist,
  IconDoorExit,
  IconFileAlert,
  IconInfoCircle,
  IconMessage2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Missing, Target } from '../../../shared/domain/workflow/conditions.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './MissingRows.module.css';
import { targetPath } from './target-path.ts';
import { useTargetWords } from './use-target-words.ts';

const icons: Readonly<Record<Target['tab'], Icon>> = {
  overview: IconInfoCircle,
  checklist: IconChecklist,
  findings: IconFileAlert,
  review: IconMessage2,
  conflict: IconArrowsDiff,
};

interface MissingRowsProps {
  missing: readonly Missing[];
  /** How many things can be done at the place alone, and are left. */
  atPlace?: number;
  onGo?: () => void;
}

/** What a step still needs, each with the way to where it is mended. */
export function MissingRows({ missing, atPlace = 0, onGo }: MissingRowsProps) {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const { inspectionCase } = useCaseFile();
  const where = useTargetWords();
  if (missing.length === 0 && atPlace === 0) return null;
  return (
    <ul className={styles.rows}>
      {missing.map(({ condition, words, targets }) => {
        const [first] = targets;
        if (!first) return null;
        const Glyph = icons[first.tab];
        return (
          <li key={condition} className={styles.row}>
            <Glyph size={18} stroke={1.7} aria-hidden className={styles.icon} />
            <span className={styles.words}>
              {words[language]} <span className={styles.where}>{where(targets)}</span>
            </span>
            <Link to={targetPath(inspectionCase.id, first)} className={styles.go} onClick={onGo}>
              {t(`missing.go.${first.tab}`)}
            </Link>
          </li>
        );
      })}
      {atPlace > 0 && (
        <li className={styles.row}>
          <IconDoorExit size={18} stroke={1.7} aria-hidden className={styles.icon} />
          <span className={styles.words}>{t('missing.atPlace', { count: atPlace })}</span>
          <Link to={paths.case(inspectionCase.id, 'door')} className={styles.go} onClick={onGo}>
            {t('missing.go.door')}
          </Link>
        </li>
      )}
    </ul>
  );
}
