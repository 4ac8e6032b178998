import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldNumbers } from '../../../shared/bridge/numbers.ts';
import { FieldError } from '../../ui/FieldError.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useNumberStock } from '../../ui/number/number-stock.tsx';

/** Asks once, and why, before unused numbers are given up. */
export function GiveBackDialog({ series, onClose }: { series: HeldNumbers; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: ui } = useTranslation('ui');
  const stock = useNumberStock();
  const notices = useNotices();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '') return;
    try {
      await stock.giveBack(series, reason.trim());
      notices.done(t('numbers.givenBack'));
      onClose();
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  const { symbol, year, left } = series;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('numbers.giveBackTitle', { symbol, year })}
      size={480}
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <Text>{t('numbers.giveBackWords', { count: left })}</Text>
          <TextInput
            data-autofocus
            label={t('numbers.reason')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isTried && reason.trim() === '' ? <FieldError>{t('numbers.reasonNeeded')}</FieldError> : undefined}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('numbers.cancel')}
            </Button>
            <Button type="submit">{t('numbers.giveBack')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
