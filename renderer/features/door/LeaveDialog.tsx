import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { DoorList } from '../../../shared/domain/door/door-list.ts';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import { useMakeMove } from '../../app/use-make-move.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';
import { useLeave } from './use-leave.ts';

interface LeaveDialogProps {
  list: DoorList;
  /** The step that ends the visit, where this person may take it now; else the visit stays open. */
  end: Edge | null;
  onClose: () => void;
}

/** Asks why the team leaves before all is done; the reason, and what is left, go into its diary. Whoever leads may end the visit with it. */
export function LeaveDialog({ list, end, onClose }: LeaveDialogProps) {
  const { t } = useTranslation('door');
  const { t: ui } = useTranslation('ui');
  const { t: words } = useTranslation('case');
  const navigate = useNavigate();
  const notices = useNotices();
  const { inspectionCase } = useCaseFile();
  const makeMove = useMakeMove();
  const leave = useLeave(list);
  const [reason, setReason] = useState('');
  const [isEnd, setEnd] = useState(false);
  const [isTried, setTried] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const isMissing = isTried && reason.trim() === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || isLeaving) return;
    setLeaving(true);
    try {
      await leave(reason.trim());
      if (end && isEnd) await makeMove(inspectionCase.id, end, reason);
      notices.done(t(isEnd ? 'leave.doneEnded' : 'leave.done'));
      void navigate(isEnd ? paths.case(inspectionCase.id) : paths.today);
    } catch (thrown) {
      setLeaving(false);
      notices.problem(thrown);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('leave.title')}
      size={480}
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <Text>{t(isEnd ? 'leave.wordsEnded' : 'leave.words')}</Text>
          <Textarea
            data-autofocus
            label={t('leave.reason')}
            placeholder={t('leave.placeholder')}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={5_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isMissing ? <FieldError>{t('leave.reasonNeeded')}</FieldError> : undefined}
          />
          {end && (
            <Checkbox
              label={t('leave.end')}
              checked={isEnd}
              onChange={(event) => setEnd(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words('move.cancel')}
            </Button>
            <Button type="submit" loading={isLeaving}>
              {t(isEnd ? 'leave.submitEnded' : 'leave.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
