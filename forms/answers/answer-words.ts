import { compliesChoices } from '../content/complies.ts';
import { programLanguage } from '../content/program-language.ts';
import { choiceWords } from '../fill/choice-words.ts';
import type { FilledForm } from '../fill/filled-form.ts';
import type { Place } from '../fill/place.ts';

const betweenChoices = '; ';
const [betweenCells, betweenLines] = [' | ', '\n'];

/** A place's answer as a person says it: of choices their labels. `language`: as the template calls it. */
export function answerWords(form: FilledForm, place: Place, language: string): string {
  const answer = place.text ?? '';
  const { type } = place.line;
  if (type === 'complies') {
    return compliesChoices.find(({ name }) => name === answer)?.[programLanguage(language)] ?? answer;
  }
  if (type === 'table') return tableWords(answer);
  if (type === 'selectOne') return wordsOfCode(form, place, language, answer);
  if (type !== 'selectMultiple' && type !== 'rank') return answer;
  const codes = answer.split(/\s+/).filter((code) => code !== '');
  return codes.map((code) => wordsOfCode(form, place, language, code)).join(betweenChoices);
}

/** The code where it has no words, or stands in the list no more. */
function wordsOfCode(form: FilledForm, place: Place, language: string, code: string): string {
  const { list } = place.line;
  // Of a list all choices: an answer keeps its words when the filter would offer it no more.
  const choices = list === undefined ? place.choices : (form.lists.list(list)?.choices ?? []);
  return choiceWords(place, choices.find(({ name }) => name === code) ?? { name: code, label: {} }, language);
}

/** A table is kept as the JSON of its lines, each by its columns: a line a line. */
function tableWords(answer: string): string {
  if (answer === '') return '';
  const lines: readonly Readonly<Record<string, string>>[] = JSON.parse(answer);
  return lines.map((line) => Object.values(line).join(betweenCells)).join(betweenLines);
}
