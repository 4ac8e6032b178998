import {
  type Icon,
  IconArrowsDiff,
  IconChecklist,
  IconFileAlert,
  IconInfoCircle,
  IconMessage2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Missing, Target } from '../../../shared/domain/workflow/conditions.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
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

/** What a step still needs, each with the way to where it is mended. */
export function MissingRows({ missing, onGo }: { missing: readonly Missing[]; onGo?: () => void }) {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const { inspectionCase } = useCaseFile();
  const where = useTargetWords();
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
    </ul>
  );
}
