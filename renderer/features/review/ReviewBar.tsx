import { Button, Group, Modal, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import { useMakeMove } from '../../app/use-make-move.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './ReviewBar.module.css';
import type { ReviewMoves } from './use-review-moves.ts';

/** Approve or send back; approving is locked, with its reason, while something must be mended. */
export function ReviewBar({ moves }: { moves: ReviewMoves }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  if (!moves.mayReview) return null;
  const { approve, sendBack, mustMend, asked } = moves;
  return (
    <div className={styles.bar}>
      {mustMend > 0 && <p className={styles.locked}>{t('bar.locked', { count: mustMend })}</p>}
      <Group gap="sm" grow>
        {sendBack && (
          <Button
            variant={mustMend > 0 ? 'light' : 'default'}
            leftSection={<IconArrowBackUp size={18} stroke={1.7} />}
            onClick={sendBack.start}
          >
            {sendBack.edge.verb[language]}
          </Button>
        )}
        {approve && (
          <Button variant="light" leftSection={<IconCheck size={18} stroke={1.7} />} onClick={approve.start}>
            {approve.edge.verb[language]}
          </Button>
        )}
      </Group>
      {asked && <MoveQuestion edge={asked} onClose={moves.stop} />}
    </div>
  );
}

function MoveQuestion({ edge, onClose }: { edge: Edge; onClose: () => void }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const notices = useNotices();
  const makeMove = useMakeMove();
  const { inspectionCase } = useCaseFile();
  const [reason, setReason] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const verb = edge.verb[language];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (edge.reasonRequired && reason.trim() === '') return setEmpty(true);
    try {
      await makeMove(inspectionCase.id, edge, reason);
      notices.done(t('bar.done', { verb }));
      onClose();
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('bar.reasonTitle', { verb })}>
      <form onSubmit={submit} className={styles.question}>
        {edge.confirm && <p>{edge.confirm[language]}</p>}
        <Textarea
          data-autofocus
          label={t('bar.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isEmpty && t('bar.reasonEmpty')}
          autosize
          minRows={3}
          maxLength={5_000}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('bar.cancel')}
          </Button>
          <Button type="submit">{verb}</Button>
        </Group>
      </form>
    </Modal>
  );
}
