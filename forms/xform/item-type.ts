import type { ItemType } from '../../shared/schema/template-content.ts';
import type { XmlElement } from '../xml/element.ts';

const byControl: ReadonlyMap<string, ItemType> = new Map([
  ['select1', 'selectOne'],
  ['select', 'selectMultiple'],
  ['rank', 'rank'],
  ['trigger', 'acknowledge'],
  ['range', 'range'],
]);

const dataTypes: readonly (readonly [type: ItemType, names: readonly string[]])[] = [
  ['text', ['', 'string', 'intent', 'boolean', 'select', 'select1']],
  ['integer', ['int', 'integer', 'long']],
  ['decimal', ['decimal', 'double', 'float']],
  ['dateTime', ['datetime']],
  ['file', ['binary']],
  ...(['date', 'time', 'barcode', 'geopoint', 'geotrace', 'geoshape'] as const).map((own) => [own, [own]] as const),
];
const byDataType = new Map(dataTypes.flatMap(([type, names]) => names.map((name) => [name, type] as const)));

/** What a control asks for, by what its bind says of the answer; null of an answer that is not known. */
export function controlType(control: XmlElement, dataType: string): ItemType | null {
  const { name } = control;
  if (name === 'upload') return uploadType(control.attribute('mediatype'));
  // The list of a question with a `query` stands in a file of its own.
  if (control.has('query')) return 'selectOne';
  const type = dataType.trim().replace(/^\w+:/, '').toLowerCase();
  return byControl.get(name) ?? byDataType.get(type) ?? null;
}

function uploadType(mediaType: string): ItemType | null {
  const [kind = ''] = mediaType.trim().toLowerCase().split('/');
  if (kind === 'osm') return null;
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}

/** What of the device or the person a place holds, by `jr:preload` and `jr:preloadParams`; null of any other. */
export function preloadOf(bind: XmlElement | undefined): string | null {
  const [kind = '', params = ''] = [bind?.attribute('preload').trim(), bind?.attribute('preloadParams').trim()];
  if (kind === 'date' && params === 'today') return 'today';
  if (kind === 'timestamp' && (params === 'start' || params === 'end')) return params;
  return kind === 'property' && params !== '' ? params : null;
}

/** What a question that people see begins with, where it would hold something of the device. */
export function preloadExpression(preload: string): string {
  if (preload === 'today') return 'today()';
  return preload === 'start' || preload === 'end' ? 'now()' : `property('${preload.replaceAll("'", '')}')`;
}
