import type { ChoiceList, TemplateContent, TemplateNode, Words } from '../../shared/schema/template-content.ts';
import type { Findings } from './findings.ts';

/** Words whose language their form does not name. */
export const unnamed = '';

/** The language of words that name none, in a template. */
export const defaultName = 'default';

type WordFields = Pick<TemplateNode, 'label' | 'hint' | 'guidance' | 'requiredMessage' | 'constraintMessage' | 'media'>;

function wordsOf(fields: WordFields): readonly Words[] {
  const { label, hint, guidance, requiredMessage, constraintMessage, media } = fields;
  return [label, hint, guidance, requiredMessage, constraintMessage, ...Object.values(media ?? {})].filter(
    (each) => each !== undefined,
  );
}

/** The languages of a form that something is said in, in the order of their columns (`order`), and the one that is shown where nobody chooses. */
export function languagesOf(
  nodes: readonly TemplateNode[],
  lists: readonly ChoiceList[],
  order: readonly string[],
  asked: string,
): Pick<TemplateContent, 'languages' | 'defaultLanguage'> {
  const fields = [...nodes, ...lists.flatMap(({ choices }) => choices)];
  const used = new Set(fields.flatMap(wordsOf).flatMap((words) => Object.keys(words)));
  const named = [...new Set(order)].filter((language) => language !== unnamed && used.has(language));
  const known = named.find((language) => isSame(language, asked));
  // Of messages alone that name no language nobody makes one.
  const hasUnnamed = fields.some(({ label }) => unnamed in label);
  if (named.length > 0 && (!hasUnnamed || known !== undefined)) {
    return { languages: named, defaultLanguage: known ?? named[0] ?? defaultName };
  }
  const own = asked || defaultName;
  return { languages: [own, ...named], defaultLanguage: own };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Words without a language are those of the default; where only some lines have a language's words, that is told once. */
export function withNamedLanguages(content: TemplateContent, findings: Findings): TemplateContent {
  const { defaultLanguage, languages } = content;
  const named = (words: Words): Words =>
    unnamed in words
      ? Object.fromEntries(
          Object.entries(words).map(([language, text]) => [language === unnamed ? defaultLanguage : language, text]),
        )
      : words;
  const of = <Fields extends WordFields>(fields: Fields): Fields => ({
    ...fields,
    label: named(fields.label),
    ...(fields.hint && { hint: named(fields.hint) }),
    ...(fields.guidance && { guidance: named(fields.guidance) }),
    ...(fields.requiredMessage && { requiredMessage: named(fields.requiredMessage) }),
    ...(fields.constraintMessage && { constraintMessage: named(fields.constraintMessage) }),
    ...(fields.media && {
      media: Object.fromEntries(Object.entries(fields.media).map(([kind, words]) => [kind, named(words)])),
    }),
  });
  const nodes = content.nodes.map(of);
  for (const language of languages) {
    const without = nodes.filter(({ label }) => Object.keys(label).length > 0 && !label[language]).length;
    if (without > 0 && languages.length > 1) findings.warn('language.missing', {}, { language, count: without });
  }
  const lists = content.lists.map((list) => ({ ...list, choices: list.choices.map(of) }));
  return { ...content, nodes, lists };
}
