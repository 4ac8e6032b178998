import fc from 'fast-check';
import type {
  ChoiceList,
  ItemType,
  TemplateContent,
  TemplateNode,
  Words,
} from '../../shared/schema/template-content.ts';
import { cleanText } from '../content/clean-text.ts';
import { isWorkedOut } from '../xlsform/default-cell.ts';

/** What a line draws by lot; what depends on the lines before it is made of `lots` when its turn comes. */
interface Drawn {
  readonly kind: 'item' | 'group' | 'repeat';
  readonly children: readonly Drawn[];
  readonly type: ItemType;
  readonly base: string;
  readonly hasTwin: boolean;
  readonly words: readonly Words[];
  readonly text: string;
  readonly lots: readonly number[];
}

interface DrawnList {
  readonly file: string | null;
  readonly names: readonly string[];
  readonly words: readonly Words[];
  readonly texts: readonly string[];
}

const types: readonly ItemType[] = [
  ...([
    'text',
    'integer',
    'decimal',
    'range',
    'date',
    'time',
    'dateTime',
    'selectOne',
    'selectMultiple',
    'rank',
  ] as const),
  ...(['acknowledge', 'note', 'calculate', 'hidden', 'metadata', 'image', 'audio', 'video', 'file'] as const),
  ...(['barcode', 'geopoint', 'geotrace', 'geoshape', 'complies', 'table'] as const),
];
const letters = [...'aăâđêôơưễộửẤ =+-@\'"“”<>&;,|:.#_()\n\t0179', '_x0041_', '😀', 'TRUE', '2026-01-01', 'n\u0303'];
const text = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 })
  .map((drawn) => cleanText(drawn).text.trim() || 'x');
const name = fc.constantFrom('ten', 'Số', 'điểm_phục.vụ', '_a-', 'name', 'or_other');

/** Of texts that stand in several languages, each for itself may be missing. */
const wordsIn = (languages: readonly string[]): fc.Arbitrary<Words> =>
  fc
    .tuple(...languages.map((language) => fc.tuple(fc.constant(language), fc.option(text))))
    .map((pairs) => Object.fromEntries(pairs.flatMap(([language, said]) => (said === null ? [] : [[language, said]]))));

/** Lines in which others stand, `depth` levels of them at most. */
const linesIn = (languages: readonly string[], depth: number): fc.Arbitrary<Drawn> =>
  fc.record({
    kind: depth === 0 ? fc.constant('item') : fc.constantFrom('item', 'item', 'item', 'group', 'repeat'),
    children: depth === 0 ? fc.constant([]) : fc.array(linesIn(languages, depth - 1), { maxLength: 4 }),
    type: fc.constantFrom(...types),
    base: name,
    hasTwin: fc.boolean(),
    words: fc.array(wordsIn(languages), { minLength: 9, maxLength: 9 }),
    text,
    lots: fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
  });

const listsIn = (languages: readonly string[]): fc.Arbitrary<DrawnList> =>
  fc.record({
    file: fc.constantFrom(null, null, 'csv', 'geojson', 'xml'),
    names: fc.uniqueArray(
      text.map((drawn) => drawn.replace(/\s/g, '_')),
      { minLength: 1, maxLength: 5 },
    ),
    words: fc.array(wordsIn(languages), { minLength: 10, maxLength: 10 }),
    texts: fc.array(text, { minLength: 5, maxLength: 5 }),
  });

/** Templates that are in order: every type, groups and repeats in one another, lists of the sheet and of files, expressions of what was asked before. */
export const randomTemplate: fc.Arbitrary<TemplateContent> = fc
  .record({
    languages: fc.constantFrom<string[]>(
      ...[['default'], ['Tiếng Việt (vi)'], ['Tiếng Việt (vi)', 'English (en)'], ['English', 'default']],
    ),
    nth: fc.nat(),
    said: fc.record({ title: text, formId: text, version: text, rootName: fc.constantFrom('data', 'mẫu') }),
  })
  .chain(({ languages, nth, said }) =>
    fc.record({
      frame: fc.constant({ ...said, languages, defaultLanguage: languages[nth % languages.length] ?? '' }),
      lines: fc.array(linesIn(languages, 3), { minLength: 1, maxLength: 8 }),
      lists: fc.array(listsIn(languages), { minLength: 1, maxLength: 3 }),
    }),
  )
  .map(({ frame, lines, lists }) => templateOf(frame, lines, lists));

type Frame = Omit<TemplateContent, 'nodes' | 'lists'>;

function templateOf(frame: Frame, lines: readonly Drawn[], drawn: readonly DrawnList[]): TemplateContent {
  const lists = drawn.map((list, nth) => listOf(list, nth, frame.defaultLanguage));
  const nodes: TemplateNode[] = [];
  const asked: string[] = [];
  // Every language says something, so that there is a column of it.
  const label = Object.fromEntries(frame.languages.map((language) => [language, 'Đầu']));
  const first = { id: 'first', parent: null, kind: 'item', name: 'đầu', type: 'text', label } as const;
  const add = (line: Drawn, parent: string | null, place: number) => {
    const node = nodeOf(line, { id: `l${nodes.length}`, parent, place, asked, lists });
    nodes.push(node);
    // A twin has the name of lines in other groups, so that no expression can ask for it.
    if (node.kind === 'item' && node.name !== twin) asked.push(node.name);
    if (node.orOther) nodes.push(otherOf(node));
    if (node.kind !== 'item') for (const [at, child] of line.children.entries()) add(child, node.id, at);
  };
  for (const [at, line] of lines.entries()) add(line, null, at);
  const used = nodes.map(({ list }) => list);
  const ofSheet = lists.filter(({ file }) => file === undefined);
  const ofFiles = lists.filter(({ file }) => file !== undefined && used.includes(file));
  const inOrder = ofFiles.toSorted((one, other) => used.indexOf(one.id) - used.indexOf(other.id));
  return { ...frame, nodes: [first, ...nodes], lists: [...ofSheet, ...inOrder] };
}

function otherOf({ id, parent, name: of }: TemplateNode): TemplateNode {
  const relevant = `selected(\${${of}}, 'other')`;
  return { id: `${id}+`, parent, kind: 'item', type: 'text', name: `${of}_other`, label: {}, relevant, otherOf: id };
}

const twin = 'twin';

interface Surroundings {
  readonly id: string;
  readonly parent: string | null;
  /** Among those of its parent. */
  readonly place: number;
  /** Names of the items before it. */
  readonly asked: readonly string[];
  readonly lists: readonly ChoiceList[];
}

function nodeOf(line: Drawn, around: Surroundings): TemplateNode {
  const { kind, type, words, lots } = line;
  const { id, parent, place, asked } = around;
  const isTwin = line.hasTwin && kind === 'item' && parent !== null && place === 0;
  const has = (lot: number) => (lots[lot] ?? 0) % 3 === 0;
  const pick = <Value>(lot: number, from: readonly [Value, ...Value[]]): Value =>
    from[(lots[lot] ?? 0) % from.length] ?? from[0];
  const before = (lot: number) => `\${${asked.length > 0 ? asked[(lots[lot] ?? 0) % asked.length] : 'đầu'}}`;
  const expression = (lot: number) =>
    pick(lot, [
      ...[`${before(lot + 1)} = 'có “không”'`, `. > 0 and not(${before(lot + 1)} = "it's")`, 'today() >= 1'],
      ...[`concat('“', ${before(lot + 1)}, '”')`, `if(selected(${before(lot + 1)}, 'a'),\n 1, 2) + 1`],
    ] as [string, ...string[]]);
  const said = (nth: number) => words[nth] ?? {};
  const hasWords = (nth: number) => Object.keys(said(nth)).length > 0;
  const common: TemplateNode = {
    ...{ id, parent, kind, name: isTwin ? twin : `${line.base}${id}` },
    label: has(0) ? withName(said(0), before(0)) : said(0),
    ...(hasWords(1) && { hint: said(1) }),
    ...(hasWords(2) && has(1) && { guidance: said(2) }),
    ...(hasWords(3) && has(2) && { media: { image: said(3), ...(hasWords(4) && { video: said(4) }) } }),
    ...(hasWords(5) && has(3) && { media: { bigImage: said(5), ...(hasWords(4) && { audio: said(4) }) } }),
    ...(has(4) && { relevant: expression(4) }),
    ...(has(5) && { appearance: pick(6, ['w1', 'minimal w2', 'field-list']) }),
  };
  if (kind === 'group') return common;
  if (kind === 'repeat') return has(6) ? { ...common, count: pick(7, ['3', `${before(8)} + 1`]) } : common;
  return {
    ...common,
    type,
    ...(hasWords(7) && { constraintMessage: said(7) }),
    ...(hasWords(8) && { requiredMessage: said(8) }),
    ...(has(7) && { required: pick(8, ['true()', expression(8)]) }),
    ...(has(9) && { constraint: expression(9) }),
    ...((has(10) || type === 'calculate') && { calculation: expression(10) }),
    ...(has(11) && { trigger: [before(11), before(12)].map((each) => each.slice(2, -1)) }),
    ...(has(12) && !isWorkedOut(line.text) && { default: line.text }),
    ...(has(13) && !has(12) && { defaultExpression: pick(14, ['now()', `${before(14)} + 1`, "once(concat('“', 1))"]) }),
    ...(has(14) && { readonly: pick(15, ['true()', expression(15)]) }),
    ...(has(16) && { parameters: { start: '1', step: '0.5', 'max-pixels': 'a=b' } }),
    ...(type === 'metadata' && { preload: pick(17, ['start', 'today', 'username', 'start-geopoint', 'uri:deviceid']) }),
    ...choiceFieldsOf(line, around, before),
  };
}

function withName(words: Words, said: string): Words {
  return Object.fromEntries(Object.entries(words).map(([language, each]) => [language, `${each} ${said}`]));
}

function choiceFieldsOf({ type, lots }: Drawn, { lists }: Surroundings, before: (lot: number) => string) {
  if (type !== 'selectOne' && type !== 'selectMultiple' && type !== 'rank') return {};
  const [which = 0, filtered = 0, other = 0] = lots.slice(18);
  const orOther = other % 4 === 0 && { orOther: true as const };
  if (which % 5 === 0) return { choicesFrom: before(19), ...orOther };
  const list = lists[which % lists.length];
  return {
    list: list?.id ?? '',
    ...(list?.file !== undefined && { parameters: { value: 'mã', label: 'name' } }),
    ...(filtered % 2 === 0 && { choiceFilter: `Tỉnh = ${before(20)} and title != 'x'` }),
    ...orOther,
  };
}

function listOf({ file, names, words, texts }: DrawnList, nth: number, language: string): ChoiceList {
  const columns = (at: number) => ({
    Tỉnh: texts[at % texts.length] ?? '',
    title: texts[(at + 1) % texts.length] ?? '',
  });
  if (file === null) {
    const choices = names.map((each, at) => ({
      ...{ name: each, label: words[at] ?? {} },
      ...(Object.keys(words[at + 5] ?? {}).length > 0 && { media: { image: words[at + 5] ?? {} } }),
      ...(at % 2 === 0 && { values: columns(at) }),
    }));
    return { id: `danh sách_${nth}`, choices };
  }
  const choices = names.map((each, at) => {
    const label = texts[at % texts.length] ?? each;
    return { name: each, label: { [language]: label }, values: { mã: each, name: label, ...columns(at) } };
  });
  return { id: `tệp_${nth}.${file}`, file: `tệp_${nth}.${file}`, choices };
}
