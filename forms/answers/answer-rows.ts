import { languageFor } from '../content/program-language.ts';
import type { FilledForm } from '../fill/filled-form.ts';
import type { Place } from '../fill/place.ts';
import { questionOf } from '../fill/question-of.ts';
import { answerWords } from './answer-words.ts';
import { askedLines } from './asked-lines.ts';

/** A template that has been filled. */
export interface AnsweredForm {
  readonly title: string;
  readonly form: FilledForm;
  /** Remarks on single items, by the keys of their places. */
  readonly notes: ReadonlyMap<string, string>;
}

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
  readonly note: string;
}

export const answerColumns = [
  'path',
  'turn',
  'question',
  'code',
  'words',
  'note',
] as const satisfies (keyof AnswerRow)[];

const headers = {
  vi: { path: 'Vị trí', turn: 'Lượt', question: 'Câu hỏi', code: 'Mã trả lời', words: 'Trả lời', note: 'Ghi chú' },
  en: { path: 'Place', turn: 'Turn', question: 'Question', code: 'Answer code', words: 'Answer', note: 'Note' },
};

export function answerHeaders(language: 'vi' | 'en'): Readonly<Record<keyof AnswerRow, string>> {
  return headers[language];
}

/** All that a form asks now, in its order, answered or not, in the language of the template that is nearest to the one asked for. */
export function answerRows({ form, notes }: AnsweredForm, asked: 'vi' | 'en'): readonly AnswerRow[] {
  const language = languageFor(form.content, asked);

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
      ...{ path, turn: turns.join('.'), question: questionOf(place, language) },
      ...{ code: place.text ?? '', words: answerWords(form, place, language) },
      note: notes.get(place.key) ?? '',
    };
  }

  return rowsIn(form.root, '', []);
}
