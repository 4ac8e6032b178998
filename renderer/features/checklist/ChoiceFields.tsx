import { Checkbox, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { choiceWords } from '../../../forms/fill/choice-words.ts';
import type { FormInputProps } from './FormInput.tsx';

/** Choices one under the other: one of them, or several. */
export function ChoiceFields({ type, place, language, text, error, disabled, onChoose }: FormInputProps) {
  const { t } = useTranslation('checklist');
  if (type === 'selectMultiple') {
    const chosen = text.split(' ').filter(Boolean);
    return (
      <Checkbox.Group
        label={t('form.answers')}
        value={chosen}
        // In the order of the list, however they were chosen.
        onChange={(next) =>
          onChoose(
            place.choices
              .map(({ name }) => name)
              .filter((name) => next.includes(name))
              .join(' '),
          )
        }
        error={error}
      >
        <Stack gap={8} mt={6}>
          {place.choices.map((choice) => (
            <Checkbox
              key={choice.name}
              value={choice.name}
              label={choiceWords(place, choice, language)}
              disabled={disabled}
            />
          ))}
        </Stack>
      </Checkbox.Group>
    );
  }
  return (
    <Radio.Group label={t('form.answer')} value={text} onChange={onChoose} error={error}>
      <Stack gap={8} mt={6}>
        {place.choices.map((choice) => (
          <Radio
            key={choice.name}
            value={choice.name}
            label={choiceWords(place, choice, language)}
            disabled={disabled}
            // The chosen one again takes it back.
            onClick={() => text === choice.name && onChoose('')}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
