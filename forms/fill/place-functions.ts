import { functionOf, type Given, textOf } from '../expression/arguments-of-call.ts';
import { answerFunction, lastAnswerFunction } from '../expression/parse-expression.ts';
import {
  isNodes,
  type XFunction,
  type XmlNode,
  type XValue,
  xNodes,
  xNumber,
  xString,
} from '../expression/xpath-library.ts';
import type { FilledForm } from './filled-form.ts';
import { Place } from './place.ts';

/** What expressions ask of the form itself: its answers, its turns, its lists. */
export function placeFunctions(form: FilledForm): ReadonlyMap<string, XFunction> {
  const nodesOf = (id: string): XValue => {
    const line = form.outline.node(id);
    return xNodes(line ? form.placesOf(line, form.from) : []);
  };

  /** The answer of one turn: `indexed-repeat(${name}, ${repeat}, 2)`, and of repeats within it. */
  function indexedRepeat(given: Given): XValue {
    const line = placeIn(given.nodes(0)[0])?.line;
    if (!line) return xNodes([]);
    const turns: Place[] = [];
    for (let at = 1; at + 1 < given.count; at += 2) {
      const repeat = placeIn(given.nodes(at)[0])?.line;
      const within = turns.at(-1) ?? form.from;
      const turn = repeat && form.placesOf(repeat, within)[given.number(at + 1) - 1];
      if (!turn) return xNodes([]);
      turns.push(turn);
    }
    return xNodes(form.placesOf(line, turns.at(-1) ?? form.from));
  }

  /** Which turn it is, counted from 1, among those of its repeat. */
  function position(given: Given): XValue {
    if (given.count === 0) return xNumber(given.context.contextPosition);
    const node = given.nodes(0)[0];
    const { parentNode } = node ?? {};
    const alike =
      parentNode && 'elements' in parentNode
        ? (parentNode.elements as readonly XmlNode[]).filter(({ nodeName }) => nodeName === node?.nodeName)
        : [];
    return xNumber(node ? alike.indexOf(node) + 1 : Number.NaN);
  }

  /** Worked out while there is no answer yet, and never again. */
  function once(given: Given): XValue {
    const before = form.from.stored;
    return before === '' ? given.value(0) : xString(before);
  }

  /** What a list's column says where another column has a value. */
  function pulldata(given: Given): XValue {
    const [list, column, keyColumn, key] = [0, 1, 2, 3].map((at) => given.text(at)) as [string, string, string, string];
    const choice = form.lists
      .list(list)
      ?.choices.find(({ name, values }) => (values?.[keyColumn] ?? (keyColumn === 'name' ? name : undefined)) === key);
    return xString(choice?.values?.[column] ?? (column === 'name' ? (choice?.name ?? '') : ''));
  }

  /** The words for what was chosen: `jr:choice-name(${name}, '${name}')`. */
  function choiceName(given: Given): XValue {
    const path = given.text(1).split('/').filter(Boolean).slice(1).join('/');
    const line = form.content.nodes.find((node) => form.outline.pathOf(node).join('/') === path);
    const place = line && form.placesOf(line, form.from)[0];
    const chosen = place?.choices.find(({ name }) => name === given.text(0));
    return xString(place && chosen ? form.inWords(chosen.label, form.language, place) : '');
  }

  return new Map([
    [answerFunction, functionOf((given) => nodesOf(given.text(0)))],
    [lastAnswerFunction, functionOf((given) => xString(form.lastAnswer(given.text(0))))],
    ['current', functionOf(() => xNodes([form.from]))],
    ['instance', functionOf((given) => xNodes([form.lists.instance(given.text(0))].filter((each) => each !== null)))],
    ['position', functionOf(position)],
    ['indexed-repeat', functionOf(indexedRepeat)],
    ['once', functionOf(once)],
    ['pulldata', functionOf(pulldata)],
    ['choice-name', functionOf(choiceName)],
    ['randomize', functionOf((given) => given.value(0))],
    ['sum', functionOf((given) => xNumber(sumOf(given)))],
    ['depend', functionOf((given) => given.value(0))],
  ]);
}

function placeIn(node: XmlNode | undefined): Place | null {
  return node instanceof Place ? node : null;
}

/** What is not answered counts nothing. */
function sumOf(given: Given): number {
  const value = given.value(0);
  const texts = isNodes(value) ? value.toArray().map(textOf) : [value.stringValue()];
  return texts.filter((text) => text.trim() !== '').reduce((sum, text) => sum + Number(text), 0);
}
