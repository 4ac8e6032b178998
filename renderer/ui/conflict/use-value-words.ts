import { useTranslation } from 'react-i18next';
import { isRecord } from '../../../shared/domain/merge/place.ts';
import { caseStates } from '../../../shared/schema/cases.ts';
import { useFormat } from '../use-format.ts';
import { type ChoiceList, choices, type FieldShape } from './fields.ts';

/** The value of a choice in words; what is no choice of the list comes back as it is. */
export function useChoiceWords(): (list: ChoiceList, value: unknown) => string {
  const { t } = useTranslation('case');
  return (list, value) => {
    switch (list) {
      case 'kind':
        return isOf(choices.kind, value) ? t(`kind.${value}`) : String(value);
      case 'sector':
        return isOf(choices.sector, value) ? t(`sector.${value}`) : String(value);
      case 'answer':
        return isOf(choices.answer, value) ? t(`answer.${value}`) : String(value);
      case 'findingKind':
        return isOf(choices.findingKind, value) ? t(`findingKind.${value}`) : String(value);
      case 'measure':
        return isOf(choices.measure, value) ? t(`measure.${value}`) : String(value);
      case 'entityForm':
        return isOf(choices.entityForm, value) ? t(`entityForm.${value}`) : String(value);
      case 'role':
        return isOf(choices.role, value) ? t(`role.${value}`) : String(value);
    }
  };
}

function isOf<Value extends string>(list: readonly Value[], value: unknown): value is Value {
  return list.some((each) => each === value);
}

/** A value of a conflict in words: never raw data. */
export function useValueWords(shape: FieldShape): (value: unknown) => string {
  const { t } = useTranslation('case');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const choiceWords = useChoiceWords();
  const plain = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('conflict.empty');
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : value;
    if (Array.isArray(value)) return value.map(plain).join('; ') || t('conflict.empty');
    if (!isRecord(value)) return String(value);
    if (typeof value.deleted === 'boolean') return t(value.deleted ? 'conflict.gone' : 'conflict.kept');
    if (typeof value.behaviour === 'string') {
      const { article, clause, decree, behaviour } = value;
      return `${t('provision.clause', { clause, article, decree })}: ${behaviour}`;
    }
    if (typeof value.name === 'string') return value.name;
    return Object.values(value).map(plain).join(', ');
  };
  return (value) => {
    if (shape.kind === 'choice') return value === null ? plain(value) : choiceWords(shape.choices, value);
    if (shape.kind === 'state' && isOf(caseStates, value)) return ui(`state.${value}`);
    return plain(value);
  };
}
