import { Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { symbolOf } from '../../../shared/domain/document/series.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { GiveNumber } from '../../ui/number/GiveNumber.tsx';
import { useDocumentFile } from './document-file.tsx';
import { useSameNumber } from './use-same-number.ts';

interface NumberFieldProps {
  value: string;
  onType: (number: string) => void;
  onLeave: () => void;
}

/** The document's official number: given by one click from this laptop's series, or typed where the unit's book is on paper. */
export function NumberField({ value, onType, onLeave }: NumberFieldProps) {
  const { t } = useTranslation('documents');
  const { workspace } = useCaseFile();
  const { document, form, isOpen } = useDocumentFile();
  const twin = useSameNumber(document);
  const symbol = symbolOf(form);
  const isGiven = isOpen && symbol !== '' && document.number === '' && value === '';
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <TextInput
        data-field="number"
        flex={1}
        label={t('facts.number')}
        placeholder={isGiven ? t('number.typed', { symbol }) : ''}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={onLeave}
        error={twin && <FieldError>{t('number.twice', { title: twin.title || t('untitled') })}</FieldError>}
        readOnly={!isOpen}
        maxLength={40}
      />
      {isGiven && <GiveNumber workspace={workspace} document={document} symbol={symbol} />}
    </Group>
  );
}
