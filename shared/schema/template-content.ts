import { type Static, Type } from 'typebox';
import { Confidence } from './common.ts';
import { NamedProvision } from './reference-data.ts';

const Text = Type.String();
const Optional = Type.Optional(Text);

/** The same words by language, under the languages' names as the template gives them. */
export const Words = Type.Record(Text, Text);
export type Words = Static<typeof Words>;

/** What is asked, as XLSForm names it where it has a name for it; `complies` and `table` are ours. */
export const itemTypes = [
  ...['text', 'integer', 'decimal', 'range', 'date', 'time', 'dateTime'],
  ...['selectOne', 'selectMultiple', 'rank', 'acknowledge', 'note', 'calculate', 'hidden', 'metadata'],
  ...['image', 'audio', 'video', 'file', 'barcode', 'geopoint', 'geotrace', 'geoshape'],
  ...['complies', 'table'],
] as const;

const Media = Type.Object({
  image: Type.Optional(Words),
  bigImage: Type.Optional(Words),
  audio: Type.Optional(Words),
  video: Type.Optional(Words),
});

/**
 * One line of a template. Expressions are XPath 1.0 with OpenRosa's functions, in which `${name}` is the answer to the item of that name;
 * those of a repeat's item are of its own turn.
 */
export const TemplateNode = Type.Object({
  /** Its own for ever: answers refer to it. */
  id: Text,
  /** The group or repeat that it stands in; null at the top. */
  parent: Type.Union([Text, Type.Null()]),
  kind: Type.Enum(['item', 'group', 'repeat']),
  /** How expressions call it: unique among those of its parent. */
  name: Text,
  /** Of an item. */
  type: Type.Optional(Type.Enum([...itemTypes])),
  label: Words,
  hint: Type.Optional(Words),
  guidance: Type.Optional(Words),
  media: Type.Optional(Media),
  /** Of a metadata item, what of the device or the person it holds: `today`, `start`, `username`. */
  preload: Optional,
  required: Optional,
  requiredMessage: Type.Optional(Words),
  relevant: Optional,
  constraint: Optional,
  constraintMessage: Type.Optional(Words),
  calculation: Optional,
  /** Names of the items whose change works its calculation out anew. */
  trigger: Type.Optional(Type.Array(Text)),
  /** A value, or an expression that is worked out once. */
  default: Optional,
  defaultExpression: Optional,
  readonly: Optional,
  appearance: Optional,
  parameters: Type.Optional(Type.Record(Text, Text)),
  /** Id of its list of choices, or an expression that names the repeat whose answers are the choices. */
  list: Optional,
  choicesFrom: Optional,
  choiceFilter: Optional,
  /** Has "other" among its choices, and an item after it that asks for words of one's own: that one's `otherOf` is its id. */
  orOther: Type.Optional(Type.Literal(true)),
  otherOf: Optional,
  /** Columns of a table, in their order. */
  columns: Type.Optional(Type.Array(Text)),
  unit: Optional,
  /** The provision that the item stands on, before it is looked up in the law of the day; and the penalty that it leads to. */
  provision: Type.Optional(NamedProvision),
  penaltyId: Optional,
  evidenceExpected: Optional,
  /** How sure the item is, and where it comes from; absent of what the unit has written itself. */
  confidence: Type.Optional(Confidence),
  source: Optional,
  sourceNote: Optional,
  /** Of a repeat: how many turns, worked out; absent where people add them. */
  count: Optional,
});
export type TemplateNode = Static<typeof TemplateNode>;
export type ItemType = (typeof itemTypes)[number];

export const Choice = Type.Object({
  name: Text,
  label: Words,
  media: Type.Optional(Media),
  /** Further columns, by which choices are filtered. */
  values: Type.Optional(Type.Record(Text, Text)),
});
export type Choice = Static<typeof Choice>;

export const ChoiceList = Type.Object({
  id: Text,
  /** The file that it is read from; absent of one that stands in the template. */
  file: Optional,
  choices: Type.Array(Choice),
});
export type ChoiceList = Static<typeof ChoiceList>;

/** What a template asks: the content that the builder writes, imports make and exports take. */
export const TemplateContent = Type.Object({
  title: Text,
  /** Id and version that the file gave; empty where it gave none. */
  formId: Text,
  version: Text,
  /** Name of the whole answer in expressions that begin with `/`. */
  rootName: Text,
  languages: Type.Array(Text),
  defaultLanguage: Text,
  instanceName: Optional,
  nodes: Type.Array(TemplateNode),
  lists: Type.Array(ChoiceList),
});
export type TemplateContent = Static<typeof TemplateContent>;
