import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { choiceWords } from '../../../forms/fill/choice-words.ts';
import type { FormInputProps } from './FormInput.tsx';
import styles from './RankField.module.css';

/** Choices that are put in order, the first one highest. */
export function RankField({ place, language, text, disabled, onChoose }: FormInputProps) {
  const { t } = useTranslation('checklist');
  const { choices } = place;
  const given = text.split(' ').filter((name) => choices.some((choice) => choice.name === name));
  const order = [...given, ...choices.map(({ name }) => name).filter((name) => !given.includes(name))];
  const wordsOf = (name: string) => {
    const choice = choices.find((each) => each.name === name);
    return choice ? choiceWords(place, choice, language) : name;
  };
  const move = (at: number, by: 1 | -1) => {
    const next = [...order];
    const [name] = next.splice(at, 1);
    if (name !== undefined) next.splice(at + by, 0, name);
    onChoose(next.join(' '));
  };
  return (
    <ol className={styles.list} aria-label={t('form.rank')}>
      {order.map((name, at) => (
        <li key={name} className={styles.choice}>
          <span className={styles.words} data-given={given.length > 0 || undefined}>
            {wordsOf(name)}
          </span>
          {!disabled && (
            <>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('form.up', { choice: wordsOf(name) })}
                onClick={() => move(at, -1)}
                disabled={at === 0}
              >
                <IconArrowUp size={17} stroke={1.7} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('form.down', { choice: wordsOf(name) })}
                onClick={() => move(at, 1)}
                disabled={at === order.length - 1}
              >
                <IconArrowDown size={17} stroke={1.7} />
              </ActionIcon>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
