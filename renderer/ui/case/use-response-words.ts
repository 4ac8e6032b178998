import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import { useFormat } from '../use-format.ts';
import { useCodeWords } from './use-code-words.ts';

/** What was recorded for an item, in words: one text a line of a table, one for anything else; none where nothing was. */
export function useResponseWords(): (item: ChecklistItem['item'], response: Answer['response']) => string[] {
  const optionWords = useCodeWords('option');
  const columnWords = useCodeWords('column');
  const format = useFormat();
  return ({ answerKind, columns, unit, optionWords: own }, response) => {
    if (response === null || response === '') return [];
    if (typeof response === 'number') return [[format.number(response), unit].filter(Boolean).join(' ')];
    const words = (value: string) => {
      if (answerKind === 'select') return own ? (own[value] ?? value) : optionWords(value);
      return answerKind === 'date' ? format.date(value) : value;
    };
    if (typeof response === 'string') return [words(response)];
    return response.map((row) => {
      if (typeof row === 'string') return words(row);
      const names = columns ?? Object.keys(row);
      return names.flatMap((name) => (row[name] ? [`${columnWords(name)}: ${row[name]}`] : [])).join('; ');
    });
  };
}
