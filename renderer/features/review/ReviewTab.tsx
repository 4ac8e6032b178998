import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { checklistOf } from '../../../shared/domain/checklist/checklist.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useReference } from '../../ui/use-reference.ts';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';
import { keyOf, type ReviewLines, reviewLines } from './lines.ts';
import { RemarkForm } from './RemarkForm.tsx';
import { RemarkList } from './RemarkList.tsx';
import { ReportSheet } from './ReportSheet.tsx';
import { ReviewBar } from './ReviewBar.tsx';
import styles from './ReviewTab.module.css';
import { useReviewMoves } from './use-review-moves.ts';

/** A case as its reviewer reads it: the report at the left, the remarks pinned to its lines at the right. */
export function ReviewTab() {
  const { t } = useTranslation('review');
  const file = useCaseFile();
  const templates = useReference(file.workspace, 'template').value;
  const checklist = useMemo(
    () => checklistOf(file.inspectionCase.templateIds, templates),
    [file.inspectionCase.templateIds, templates],
  );
  const lines = useMemo(() => reviewLines({ ...file, checklist }), [file, checklist]);
  const moves = useReviewMoves();
  const [query, setQuery] = useSearchParams();
  const wanted = lines.remarks.find(({ remark }) => remark.id === query.get('remark'));
  const wantedKey = wanted ? keyOf(wanted.remark.target) : 'case';
  const [followed, setFollowed] = useState(wantedKey);
  const [chosen, setChosen] = useState(wantedKey);
  // A link to a remark leads there from this tab too.
  if (followed !== wantedKey) {
    setFollowed(wantedKey);
    if (wanted) setChosen(wantedKey);
  }
  /** Chooses a line; the link that led to another is done with, so that it can be followed again. */
  const choose = (key: string) => {
    setChosen(key);
    if (query.has('remark')) setQuery({}, { replace: true });
  };
  const writing = useRef<HTMLTextAreaElement>(null);

  const step = (by: 1 | -1, isWanted: (line: ReviewLines['all'][number]) => boolean = () => true) => {
    const from = lines.all.findIndex((line) => line.key === chosen);
    const order = by === 1 ? lines.all.slice(from + 1) : lines.all.slice(0, Math.max(0, from)).reverse();
    const next = order.find(isWanted);
    if (next) choose(next.key);
  };
  useShortcuts(t('keys.title'), [
    { keys: 'j', label: t('keys.next'), run: () => step(1) },
    { keys: 'k', label: t('keys.previous'), run: () => step(-1) },
    { keys: 'n', label: t('keys.change'), run: () => step(1, (line) => line.isChanged) },
    { keys: 'r', label: t('keys.remark'), run: () => writing.current?.focus() },
    { keys: 'a', label: t('keys.approve'), run: () => moves.approve?.start() },
    { keys: 's', label: t('keys.return'), run: () => moves.sendBack?.start() },
  ]);

  const line = lines.all.find((each) => each.key === chosen) ?? lines.general;
  return (
    <div className={styles.tab}>
      <div className={styles.sheet}>
        <ReportSheet lines={lines} chosen={line.key} onChoose={choose} />
      </div>
      <aside className={styles.remarks}>
        <RemarkList lines={lines} chosen={line.key} onChoose={choose} mayReview={moves.mayReview} />
        {moves.mayReview && <RemarkForm key={line.key} target={line.target} writing={writing} />}
        <ReviewBar moves={moves} />
      </aside>
    </div>
  );
}
