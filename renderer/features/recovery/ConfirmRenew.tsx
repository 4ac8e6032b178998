import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ConfirmRenewProps {
  opened: boolean;
  unsent: number;
  onCancel: () => void;
  onConfirm: () => void;
}

/** Asked once: a new download leaves unsent work in the damaged file. */
export function ConfirmRenew({ opened, unsent, onCancel, onConfirm }: ConfirmRenewProps) {
  const { t } = useTranslation('recovery');
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={t('renew.title')}
      closeButtonProps={{ 'aria-label': t('renew.cancel') }}
    >
      <Text mb="md">{unsent > 0 ? t('renew.body', { count: unsent }) : t('renew.bodyNone')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {t('renew.cancel')}
        </Button>
        <Button onClick={onConfirm}>{t('renew.confirm')}</Button>
      </Group>
    </Modal>
  );
}
