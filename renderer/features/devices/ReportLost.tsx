import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { useSession } from '../../app/workspace-context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { LaptopFacts } from './LaptopFacts.tsx';
import { ReportFailed } from './ReportFailed.tsx';
import type { Laptops } from './use-laptops.ts';

interface ReportLostProps {
  device: RegisteredDevice;
  report: Laptops['report'];
  onClose: () => void;
}

/** Asked once before a laptop is reported lost: which one, what follows, and that it stays so. */
export function ReportLost({ device, report, onClose }: ReportLostProps) {
  const { t } = useTranslation('devices');
  const { deviceId } = useSession();
  const notices = useNotices();
  const [reporting, setReporting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async () => {
    setReporting(true);
    setProblem(null);
    try {
      notices.done(t(`done.${await report(device)}`));
      onClose();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setReporting(false);
    }
  };
  // An answer that is under way is waited for: nobody would be told of it any more.
  const close = () => !reporting && onClose();
  return (
    <Modal
      opened
      onClose={close}
      title={t('question.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('question.cancel') }}
    >
      <Stack gap="md">
        <LaptopFacts device={device} />
        {device.id === deviceId && (
          <Notice tone="soon" title={t('question.this')}>
            {t('question.thisBody')}
          </Notice>
        )}
        <Text>{t(`question.${device.revocation}`)}</Text>
        {device.revocation === 'people' && <Text>{t('question.peopleThen')}</Text>}
        <Text fw={600}>{t('question.final')}</Text>
        {problem && <ReportFailed problem={problem} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} disabled={reporting} data-autofocus>
            {t('question.cancel')}
          </Button>
          <Button onClick={() => void submit()} loading={reporting}>
            {t('question.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
