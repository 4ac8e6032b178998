import type { TemplateData, TemplateItem } from '../../shared/schema/reference-data.ts';
import type { ChoiceList, ItemType, TemplateContent, TemplateNode } from '../../shared/schema/template-content.ts';

const languages = ['Tiếng Việt', 'English'] as const;

const types: Readonly<Record<TemplateItem['answerKind'], ItemType>> = {
  complies: 'complies',
  select: 'selectOne',
  text: 'text',
  number: 'decimal',
  date: 'date',
  table: 'table',
  photo: 'image',
};

const words = (vi: string, en: string) => ({ [languages[0]]: vi, [languages[1]]: en || vi });

/** A template of the reference data as the tree of lines that every other one is. */
export function starterContent(data: TemplateData): TemplateContent {
  const lists: ChoiceList[] = [];
  const nodes = data.sections.flatMap(({ titleVi, titleEn, items }, place): TemplateNode[] => {
    const id = `section-${place + 1}`;
    const group = { id, parent: null, kind: 'group', name: id, label: words(titleVi, titleEn) } as const;
    return [group, ...items.map((item) => nodeOf(item, id, lists))];
  });
  return {
    ...{ title: data.titleVi, formId: '', version: '', rootName: 'data', nodes, lists },
    ...{ languages: [...languages], defaultLanguage: languages[0] },
  };
}

function nodeOf(item: TemplateItem, parent: string, lists: ChoiceList[]): TemplateNode {
  const { id, answerKind, options, relevance } = item;
  if (options) lists.push({ id, choices: options.map((name) => ({ name, label: { [languages[0]]: name } })) });
  return {
    ...{ id, parent, kind: 'item', name: id, type: types[answerKind] },
    label: words(item.questionVi, item.questionEn),
    ...(item.hintVi && { hint: { [languages[0]]: item.hintVi } }),
    ...(item.required && { required: 'true()' }),
    ...(relevance && {
      relevant: relevance.equals.map((value) => `selected(\${${relevance.item}}, '${value}')`).join(' or '),
    }),
    ...(options && { list: id }),
    ...(item.columns && { columns: item.columns }),
    ...(item.unit && { unit: item.unit }),
    ...(item.provision && { provision: item.provision }),
    ...(item.penaltyId && { penaltyId: item.penaltyId }),
    ...(item.evidenceExpected && { evidenceExpected: item.evidenceExpected }),
    ...(item.note && { sourceNote: item.note }),
    ...{ confidence: item.confidence, source: item.source },
  };
}
