import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError } from '../../ui/FieldError.tsx';

interface SaveViewProps {
  opened: boolean;
  onClose: () => void;
  onSave: (name: string) => void;
}

/** Asks for the name under which a view is kept. */
export function SaveView({ opened, onClose, onSave }: SaveViewProps) {
  const { t } = useTranslation('cases');
  const { t: ui } = useTranslation('ui');
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    setMissing(!wanted);
    if (!wanted) return;
    setName('');
    onSave(wanted);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('view.saveTitle')}
      size={420}
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t('view.name')}
            placeholder={t('view.namePlaceholder')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={missing ? <FieldError>{t('view.nameNeeded')}</FieldError> : undefined}
          />
          <Group justify="flex-end">
            <Button type="submit">{t('view.keep')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
