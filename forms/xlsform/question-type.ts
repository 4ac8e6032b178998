import type { ItemType } from '../../shared/schema/template-content.ts';

/** What the cell `type` of a row asks for. */
export type QuestionType =
  | { readonly kind: 'begin'; readonly of: 'group' | 'repeat' }
  | { readonly kind: 'end'; readonly of: 'group' | 'repeat' }
  | { readonly kind: 'item'; readonly type: ItemType; readonly preload?: string; readonly extra?: Extra }
  | { readonly kind: 'select'; readonly type: ItemType; readonly source: ChoiceSource; readonly orOther: boolean }
  /** `why`: which sentence says it. */
  | { readonly kind: 'unsupported'; readonly why: 'type.loop' | 'type.osm' }
  /** Of a file that other rows look into: nothing is asked. */
  | { readonly kind: 'file'; readonly name: string };

export type ChoiceSource =
  | { readonly kind: 'list'; readonly name: string }
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'repeat'; readonly name: string };

/** What an old name of a type says beside it. */
interface Extra {
  readonly constraint?: string;
  readonly appearance?: string;
}

const items: readonly (readonly [type: ItemType, names: string])[] = [
  ['text', 'text|string|q string|q text|add text prompt'],
  ['integer', 'integer|int|q int|q integer|add integer prompt'],
  ['decimal', 'decimal|q decimal|add decimal prompt'],
  ['range', 'range|q range'],
  ['date', 'date|q date|add date prompt'],
  ['time', 'time|q time|add time prompt'],
  ['dateTime', 'datetime|date time|q date time|q datetime|add date time prompt'],
  ['note', 'note|q note|add note prompt'],
  ['acknowledge', 'acknowledge|trigger|q acknowledge|add acknowledge prompt'],
  ['calculate', 'calculate|calculation|q calculate|add calculate prompt'],
  ['hidden', 'hidden'],
  ['image', 'image|photo|picture|q image|q picture|add image prompt|add picture prompt|add photo prompt'],
  ['audio', 'audio|q audio|add audio prompt'],
  ['video', 'video|q video|add video prompt'],
  ['file', 'file|q file|add file prompt'],
  ['barcode', 'barcode|q barcode|add barcode prompt'],
  ['geopoint', 'geopoint|gps|location|q geopoint|q location|add location prompt'],
  ['geotrace', 'geotrace|q geotrace'],
  ['geoshape', 'geoshape|q geoshape'],
];

const preloads: readonly (readonly [preload: string, names: string])[] = [
  ['start', 'start|start time|get start time'],
  ['end', 'end|end time|get end time'],
  ['today', 'today|get today'],
  ['deviceid', 'deviceid|device id|get device id|imei'],
  ['subscriberid', 'subscriberid|subscriber id|get subscriber id'],
  ['simserial', 'simserial|sim serial|sim id|get sim id'],
  ['phonenumber', 'phonenumber|get phone number'],
  ['username', 'username'],
  ['email', 'email'],
  ['audit', 'audit'],
  ['start-geopoint', 'start-geopoint|background-geopoint'],
];

const extras: Readonly<Record<string, { readonly type: ItemType; readonly extra: Extra }>> = {
  percentage: { type: 'integer', extra: { constraint: '. >= 0 and . <= 100' } },
  'phone number': { type: 'text', extra: { constraint: "regex(., '^[0-9+ ]*$')", appearance: 'numbers' } },
  'number of days in last month': { type: 'integer', extra: { constraint: '. >= 0 and . <= 31' } },
  'number of days in last six months': { type: 'integer', extra: { constraint: '. >= 0 and . <= 183' } },
  'number of days in last year': { type: 'integer', extra: { constraint: '. >= 0 and . <= 365' } },
};

const byName = new Map<string, QuestionType>([
  ...items.flatMap(([type, names]) => names.split('|').map((name) => [name, { kind: 'item', type }] as const)),
  ...preloads.flatMap(([preload, names]) =>
    names.split('|').map((name) => [name, { kind: 'item', type: 'metadata', preload }] as const),
  ),
  ...Object.entries(extras).map(([name, said]) => [name, { kind: 'item', ...said }] as const),
]);

const block = /^(begin|end)[ _]?(group|lgroup|looped group|repeat|loop)\b/;
const many = 'select[ _]?(?:multiple|all that apply|all)';
const one = 'select[ _]?(?:one|1)|select1';
const select = new RegExp(
  `^(?:add )?(?<command>${one}|${many}|rank|odk:rank)(?: prompt)?(?: (?:from|using))?(?<external>_external|_from_file)?\\s+(?<list>.+?)(?<other>\\s+(?:or_other|or other|or specify other))?$`,
  'i',
);

/** What a cell `type` says; null where it says nothing that is known. */
export function questionType(cell: string): QuestionType | null {
  const text = cell.trim().replace(/\s+/g, ' ');
  const lower = text.toLowerCase();
  const known = byName.get(lower);
  if (known) return known;
  const [, edge, of] = block.exec(lower) ?? [];
  if (of === 'loop') return { kind: 'unsupported', why: 'type.loop' };
  if (edge && of) {
    const part = of === 'group' ? 'group' : 'repeat';
    return edge === 'begin' ? { kind: 'begin', of: part } : { kind: 'end', of: part };
  }
  if (/^(uri:|start-geopoint|background-)/.test(lower)) return { kind: 'item', type: 'metadata', preload: lower };
  if (/^osm\b/.test(lower)) return { kind: 'unsupported', why: 'type.osm' };
  if (/^(csv|xml)-external$/.test(lower)) return { kind: 'file', name: lower.startsWith('csv') ? 'csv' : 'xml' };
  const { command, external = '', list = '', other } = select.exec(text)?.groups ?? {};
  if (!command) return null;
  return {
    kind: 'select',
    type: selectOf(command),
    source: sourceOf(external.toLowerCase(), list.trim()),
    orOther: !!other,
  };
}

function selectOf(command: string): ItemType {
  if (/rank/i.test(command)) return 'rank';
  return new RegExp(`^(?:${many})$`, 'i').test(command) ? 'selectMultiple' : 'selectOne';
}

function sourceOf(external: string, list: string): ChoiceSource {
  if (external === '_from_file') return { kind: 'file', name: list };
  if (external === '_external') return { kind: 'external', name: list };
  const [, repeated] = /^\$\{\s*([^}]+?)\s*\}$/.exec(list) ?? [];
  if (repeated) return { kind: 'repeat', name: repeated };
  return { kind: /\.(csv|xml|geojson)$/i.test(list) ? 'file' : 'list', name: list };
}
