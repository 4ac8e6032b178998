import { Select, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import { isEmptyResponse } from '../../../shared/domain/checklist/progress.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { AnswerChange } from '../../data/save-answer.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useCodeWords } from '../../ui/case/use-code-words.ts';
import { DateField } from '../../ui/DateField.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { NumberResponse } from './NumberResponse.tsx';
import { TableResponse } from './TableResponse.tsx';
import type { Answering } from './use-answer.ts';

type Response = Answer['response'];
interface ResponseFields {
  response: Response;
}
const nothing: ResponseFields = { response: null };

export interface ResponseFieldProps {
  item: ChecklistItem;
  answer: Answer | undefined;
  answering: Answering;
  disabled: boolean;
}

/** An answer that is a choice, a text, a figure, a date or a table; saved as it is typed. */
export function ResponseField({ item, answer, answering, disabled }: ResponseFieldProps) {
  const { t } = useTranslation('checklist');
  const { inspectionCase } = useCaseFile();
  const notices = useNotices();
  const optionWords = useCodeWords('option');
  const { answerKind, options, columns, unit } = item.item;
  const typed = useTypedFields<ResponseFields, Answer | undefined>({
    id: `${inspectionCase.id}|${item.id}|r`,
    document: answer,
    stored: answer ?? nothing,
    save: ({ response = null }, seen) => answering.save(item, recorded(response), seen ?? 'nothing'),
  });
  const { response } = typed.fields;
  const change = (next: Response) => typed.type('response', next);
  const changeNow = (next: Response) => {
    change(next);
    typed.flush();
  };
  const text = typeof response === 'string' ? response : '';
  switch (answerKind) {
    case 'select':
      return (
        <Select
          label={t('response')}
          data={(options ?? []).map((value) => ({ value, label: capital(optionWords(value)) }))}
          value={text || null}
          onChange={changeNow}
          disabled={disabled}
          clearable
          allowDeselect={false}
        />
      );
    case 'number':
      return (
        <NumberResponse
          value={typeof response === 'number' ? response : null}
          unit={unit}
          onChange={change}
          onLeave={typed.flush}
          readOnly={disabled}
        />
      );
    case 'date':
      return <DateField label={t('response')} value={text || null} onChange={changeNow} disabled={disabled} />;
    case 'table': {
      const rows = rowsOf(response);
      return (
        <TableResponse
          columns={columns ?? []}
          rows={rows}
          onChange={change}
          onRemove={(rest) => {
            changeNow(rest);
            // Written anew, not typed: by then another item may be open. Over what is left now, not over a colleague's.
            const seen = answer && { ...answer, ...recorded(rest) };
            const putBack = () => answering.save(item, recorded(rows), seen);
            notices.undoable(t('table.removed'), putBack);
          }}
          onLeave={typed.flush}
          disabled={disabled}
        />
      );
    }
    default:
      return (
        <Textarea
          label={t('response')}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onBlur={typed.flush}
          readOnly={disabled}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={5_000}
        />
      );
  }
}

/** Words of a template as they stand alone in a list. */
function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A response as it is saved: one that says nothing is no answer. */
function recorded(response: Response): AnswerChange {
  return { response, value: isEmptyResponse(response) ? 'unanswered' : 'recorded' };
}

function rowsOf(response: Response): Record<string, string>[] {
  if (!Array.isArray(response)) return [];
  return response.filter((row): row is Record<string, string> => typeof row === 'object');
}
