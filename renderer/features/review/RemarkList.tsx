import { useTranslation } from 'react-i18next';
import { useRemarkPlace } from '../../ui/case/use-remark-place.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { keyOf, type ReviewLines } from './lines.ts';
import { RemarkCard } from './RemarkCard.tsx';
import styles from './RemarkList.module.css';

interface RemarkListProps {
  lines: ReviewLines;
  chosen: string;
  onChoose: (key: string) => void;
  mayReview: boolean;
}

/** Every remark of the case with its answers; those of the chosen line stand out. */
export function RemarkList({ lines, chosen, onChoose, mayReview }: RemarkListProps) {
  const { t } = useTranslation('review');
  const placeWords = useRemarkPlace();
  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <SectionHeading title={t('remarks')} count={lines.remarks.length} bare />
      </div>
      {lines.remarks.length === 0 && <p className={styles.none}>{t(mayReview ? 'noRemarks' : 'noRemarksYet')}</p>}
      {lines.remarks.map((remark) => {
        const key = keyOf(remark.remark.target);
        return (
          <RemarkCard
            key={remark.remark.id}
            remark={remark}
            place={placeWords(remark.remark.target)}
            isChosen={key === chosen}
            onChoose={() => onChoose(key)}
          />
        );
      })}
    </div>
  );
}
