import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { MoveQuestion } from '../../app/MoveQuestion.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './ReviewBar.module.css';
import type { ReviewMoves } from './use-review-moves.ts';

/** Approve or send back; while something keeps the case from approval that is told, and sending back is the way on. */
export function ReviewBar({ moves }: { moves: ReviewMoves }) {
  const language = useLanguage();
  const { inspectionCase } = useCaseFile();
  if (!moves.mayReview) return null;
  const { approve, sendBack, missing, asked } = moves;
  return (
    <div className={styles.bar}>
      {missing.map(({ condition, words }) => (
        <p key={condition} className={styles.locked}>
          {words[language]}
        </p>
      ))}
      <Group gap="sm" grow preventGrowOverflow={false}>
        {sendBack && (
          <Button
            variant={approve ? 'default' : 'filled'}
            leftSection={<IconArrowBackUp size={18} stroke={1.7} />}
            onClick={sendBack.start}
          >
            {sendBack.edge.verb[language]}
          </Button>
        )}
        {approve && (
          <Button leftSection={<IconCheck size={18} stroke={1.7} />} onClick={approve.start}>
            {approve.edge.verb[language]}
          </Button>
        )}
      </Group>
      {asked && <MoveQuestion caseId={inspectionCase.id} edge={asked} onClose={moves.stop} />}
    </div>
  );
}
