import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edge } from '../../shared/domain/workflow/workflow.ts';
import { FieldError } from '../ui/FieldError.tsx';
import { useNotices } from '../ui/notices.tsx';
import { useLanguage } from '../ui/use-format.ts';
import { useMakeMove } from './use-make-move.ts';
import { useSyncStatus } from './use-sync.ts';

interface MoveQuestionProps {
  caseId: string;
  edge: Edge;
  onClose: () => void;
}

/** Asked once before a case moves on: what will happen, and why where the step needs a reason. */
export function MoveQuestion({ caseId, edge, onClose }: MoveQuestionProps) {
  const { t } = useTranslation('case');
  const { t: ui } = useTranslation('ui');
  const language = useLanguage();
  const notices = useNotices();
  const makeMove = useMakeMove();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [moving, setMoving] = useState(false);
  const verb = edge.verb[language];
  const { state } = useSyncStatus();
  const isOffline = state === 'offline' || state === 'paused';
  const missing = edge.reasonRequired && tried && reason.trim() === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (edge.reasonRequired && reason.trim() === '') return;
    setMoving(true);
    try {
      await makeMove(caseId, edge, reason);
      notices.done(t(isOffline ? 'move.doneOffline' : 'move.done', { verb }));
      onClose();
    } catch (thrown) {
      setMoving(false);
      notices.problem(thrown);
    }
  };
  return (
    <Modal opened onClose={onClose} title={verb} size={480} closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <Text>
            {t('move.effect', { state: ui(`state.${edge.to}`) })} {edge.confirm?.[language]}
          </Text>
          {isOffline && <Text c="dimmed">{t('move.offline')}</Text>}
          <Textarea
            data-autofocus={edge.reasonRequired || undefined}
            label={t(edge.reasonRequired ? 'move.reason' : 'move.note')}
            autosize
            minRows={edge.reasonRequired ? 3 : 2}
            maxRows={10}
            maxLength={5_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={missing ? <FieldError>{t('move.reasonNeeded')}</FieldError> : undefined}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('move.cancel')}
            </Button>
            <Button type="submit" loading={moving}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
