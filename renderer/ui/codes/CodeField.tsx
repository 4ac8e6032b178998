import { ActionIcon, TextInput } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownCode } from '../../../shared/domain/codes/own-code.ts';
import { FieldError } from '../FieldError.tsx';
import { ScanDialog } from './ScanDialog.tsx';

interface CodeFieldProps {
  label: string;
  value: string;
  onType: (text: string) => void;
  /** The field is left, or a code was read whole. */
  onLeave?: () => void;
  maxLength: number;
  readOnly?: boolean;
}

/** A field for a number that may stand on the thing as a code: typed, read by the camera, or by a hand scanner, which ends with Enter. */
export function CodeField({ label, value, onType, onLeave, maxLength, readOnly = false }: CodeFieldProps) {
  const { t } = useTranslation('scan');
  const [isScanning, setScanning] = useState(false);
  return (
    <>
      <TextInput
        label={label}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={onLeave}
        error={ownCode(value) && <FieldError>{t('told.own')}</FieldError>}
        onKeyDown={(event) => {
          // A hand scanner ends so: the code is whole, the form is not.
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onLeave?.();
        }}
        readOnly={readOnly}
        maxLength={maxLength}
        autoComplete="off"
        rightSection={
          !readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('scan', { field: label })}
              title={t('title')}
              onClick={() => setScanning(true)}
            >
              <IconBarcode size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          )
        }
      />
      {isScanning && (
        <ScanDialog
          isMany={false}
          onRead={([code = '']) => {
            onType(code.slice(0, maxLength));
            onLeave?.();
          }}
          onClose={() => setScanning(false)}
        />
      )}
    </>
  );
}
