import type { AnsweredForm } from '../../../forms/answers/answer-rows.ts';
import { starterContent } from '../../../forms/content/starter-content.ts';
import { FilledForm } from '../../../forms/fill/filled-form.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { answerText } from '../../ui/template/answer-text.ts';
import { environmentOf } from '../../ui/template/environment-of.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useReference } from '../../ui/use-reference.ts';

/** The templates of the case with what is answered at the moment of the call, in the case's order. */
export function useAnsweredForms(): () => readonly AnsweredForm[] {
  const { workspace, inspectionCase, forms, answers } = useCaseFile();
  const { language } = useFormat();
  const shipped = useReference(workspace, 'template').value;
  return () => {
    const given = [...answers.values()];
    const notes = new Map(given.map(({ itemId, note }) => [itemId, note]));
    const texts = new Map(given.map((answer) => [answer.itemId, answerText(answer)]));
    return inspectionCase.templateIds.flatMap((id): AnsweredForm[] => {
      const own = forms.formOf(id);
      if (own) return [{ ...own, notes }];
      const data = shipped.find((each) => each.id === id)?.data;
      if (!data) return [];
      const stored = { answers: texts, turns: new Map() };
      const form = new FilledForm(starterContent(data), environmentOf(workspace), stored);
      return [{ title: language === 'vi' ? data.titleVi : data.titleEn, form, notes }];
    });
  };
}
