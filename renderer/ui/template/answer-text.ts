import type { Answer } from '../../../shared/schema/answers.ts';
import type { ItemType } from '../../../shared/schema/template-content.ts';

type Given = Pick<Answer, 'value' | 'response'>;

/** How expressions call the answers about compliance. */
const complianceNames: Readonly<Partial<Record<Answer['value'], string>>> = {
  compliant: 'complies',
  notCompliant: 'not_complies',
  notApplicable: 'not_applicable',
};

/** An answer as expressions see it: names with spaces between them, figures with a point, a table as the JSON of its lines. */
export function answerText({ value, response }: Given): string {
  const named = complianceNames[value];
  if (named) return named;
  if (response === null) return '';
  if (!Array.isArray(response)) return String(response);
  return response.some((each) => typeof each !== 'string') ? JSON.stringify(response) : response.join(' ');
}

const figures: ReadonlySet<ItemType> = new Set(['integer', 'decimal', 'range']);
const several: ReadonlySet<ItemType> = new Set(['selectMultiple', 'rank']);

/** What is saved for a text of an item's type; a figure that is none is kept as it was typed. */
export function responseOf(type: ItemType, text: string): Answer['response'] {
  if (text === '') return null;
  if (several.has(type)) return text.split(' ').filter(Boolean);
  const number = Number(text);
  return figures.has(type) && !Number.isNaN(number) ? number : text;
}
