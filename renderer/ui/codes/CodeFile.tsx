import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotices } from '../notices.tsx';
import { useCodeReader } from './use-code-reader.ts';

/** Reads the codes of a picture that is a file: of a phone, or of a camera without a cable. */
export function CodeFile({ onCodes }: { onCodes: (texts: readonly string[]) => void }) {
  const { t } = useTranslation('scan');
  const notices = useNotices();
  const read = useCodeReader();
  const [isReading, setReading] = useState(false);
  const look = async (file: File | null) => {
    if (!file) return;
    setReading(true);
    const found = await read(file);
    setReading(false);
    if (!found || found.codes.length === 0) return notices.done(t(found ? 'file.none' : 'file.unreadable'));
    onCodes(found.codes.map(({ text }) => text));
  };
  return (
    <FileButton accept="image/*" onChange={(file) => void look(file)}>
      {(props) => (
        <Button {...props} variant="default" loading={isReading}>
          {t('file.action')}
        </Button>
      )}
    </FileButton>
  );
}
