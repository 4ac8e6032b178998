import { programLanguage } from '../content/program-language.ts';
import type { FilledForm } from '../fill/filled-form.ts';
import type { Place } from '../fill/place.ts';
import { answerWords } from './answer-words.ts';
import { askedLines } from './asked-lines.ts';

/** One item that is asked, with its answer. */
export interface AnswerRow {
  /** Names from the top down, of a repeat with its turn: `quầy[2]/số`. */
  readonly path: string;
  /** Which turn of the repeats that it stands in, the outermost first: `2.1`; empty outside of them. */
  readonly turn: string;
  readonly question: string;
  /** As it is kept: the names of choices, an ISO date. Empty where nothing is answered. */
  readonly code: string;
  readonly words: string;
}

export const answerColumns = ['path', 'turn', 'question', 'code', 'words'] as const satisfies (keyof AnswerRow)[];

const headers = {
  vi: { path: 'Vị trí', turn: 'Lượt', question: 'Câu hỏi', code: 'Mã trả lời', words: 'Trả lời' },
  en: { path: 'Place', turn: 'Turn', question: 'Question', code: 'Answer code', words: 'Answer' },
};

export function answerHeaders(language: string): Readonly<Record<keyof AnswerRow, string>> {
  return headers[programLanguage(language)];
}

/** All that a form asks now, in its order, answered or not. `language`: as the template calls it. */
export function answerRows(form: FilledForm, language: string): readonly AnswerRow[] {
  function rowsIn(within: Place, path: string, turns: readonly number[]): readonly AnswerRow[] {
    return askedLines(form, within).flatMap(({ line, places }) =>
      places.flatMap(({ place, turn }) => {
        const isRepeat = line.kind === 'repeat';
        const own = `${path}${line.name}${isRepeat ? `[${turn}]` : ''}`;
        return line.kind === 'item'
          ? [rowOf(place, own, turns)]
          : rowsIn(place, `${own}/`, isRepeat ? [...turns, turn] : turns);
      }),
    );
  }

  function rowOf(place: Place, path: string, turns: readonly number[]): AnswerRow {
    return {
      ...{ path, turn: turns.join('.'), question: place.words('label', language) },
      ...{ code: place.text ?? '', words: answerWords(form, place, language) },
    };
  }

  return rowsIn(form.root, '', []);
}
