import { UnstyledButton } from '@mantine/core';
import { IconBackspace } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './PinPad.module.css';

interface PinPadProps {
  disabled: boolean;
  onDigit: (digit: string) => void;
  onErase: () => void;
}

/** Digits to press on a touch screen. */
export function PinPad({ disabled, onDigit, onErase }: PinPadProps) {
  const { t } = useTranslation('signIn');
  return (
    <fieldset className={styles.pad} aria-label={t('pin.padLabel')} disabled={disabled}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <UnstyledButton key={digit} type="button" className={styles.key} onClick={() => onDigit(digit)}>
          {digit}
        </UnstyledButton>
      ))}
      <span />
      <UnstyledButton type="button" className={styles.key} onClick={() => onDigit('0')}>
        0
      </UnstyledButton>
      <UnstyledButton type="button" className={styles.key} onClick={onErase} aria-label={t('pin.erase')}>
        <IconBackspace size={22} stroke={1.7} aria-hidden />
      </UnstyledButton>
    </fieldset>
  );
}
