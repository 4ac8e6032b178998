import { useTranslation } from 'react-i18next';
import { languageFor } from '../../../forms/content/program-language.ts';
import type { Place } from '../../../forms/fill/place.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { answerText, responseOf } from '../../ui/template/answer-text.ts';
import { useLanguage } from '../../ui/use-format.ts';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { FormInput } from './FormInput.tsx';
import type { ResponseFieldProps } from './ResponseField.tsx';

interface TextFields {
  response: Answer['response'];
}
const nothing: TextFields = { response: null };

/** The field of a form's item, with what is wrong with its answer beside it; saved as it is typed. */
export function FormField({ item, answer, answering, disabled, place }: ResponseFieldProps & { place: Place }) {
  const { t } = useTranslation('checklist');
  const { inspectionCase } = useCaseFile();
  const ui = useLanguage();
  const language = languageFor(place.form.content, ui);
  const { type = 'text' } = place.line;
  const typed = useTypedFields<TextFields, Answer | undefined>({
    id: `${inspectionCase.id}|${item.id}|r`,
    document: answer,
    stored: answer ?? nothing,
    save: ({ response = null }, seen) =>
      answering.save(item, { response, value: response === null ? 'unanswered' : 'recorded' }, seen ?? 'nothing'),
  });
  const stored = answerText({ value: 'recorded', response: typed.fields.response });
  const text = stored === '' ? place.answer : stored;
  const { fault } = place;
  // Of what is being typed nothing is judged yet.
  const isSaved = typed.fields.response === (answer?.response ?? null);
  const error =
    isSaved && fault === 'constraint'
      ? place.words('constraintMessage', language) || t('form.fault.constraint')
      : isSaved && fault === 'form' && t('form.fault.form');
  return (
    <FormInput
      type={type}
      place={place}
      language={language}
      text={text}
      error={error && <FieldError>{error}</FieldError>}
      disabled={disabled || place.isReadonly}
      onType={(next) => typed.type('response', responseOf(type, next))}
      onChoose={(next) => {
        typed.type('response', responseOf(type, next));
        typed.flush();
      }}
      onLeave={() => {
        // Who has looked at what the form began with, and goes on, has answered with it.
        if (stored === '' && answer === undefined && text !== '' && !place.isReadonly)
          typed.type('response', responseOf(type, text));
        typed.flush();
      }}
    />
  );
}
