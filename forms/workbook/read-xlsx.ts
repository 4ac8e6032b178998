import { type Fault, FormFault } from '../form-fault.ts';
import { parseXml } from '../xml/parse-xml.ts';
import type { Workbook } from './cells.ts';
import { readSheet, type SheetContext } from './read-sheet.ts';
import { dateStyles } from './read-styles.ts';
import { readSharedStrings } from './shared-strings.ts';
import { zipEntries } from './zip-entries.ts';

const mostSheets = 100;
const wantedParts =
  /^(xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/**
 * What the cells of a workbook (.xlsx, .xlsm) say: values alone. Macros and links to other files are left out with a word. Throws `FormFault`
 * where the file is none, is damaged or too large.
 */
export function readXlsx(bytes: Uint8Array): Workbook {
  const warnings: Fault[] = [];
  const names = new Set<string>();
  const parts = zipEntries(bytes, (name) => {
    names.add(name);
    return wantedParts.test(name);
  });
  const has = (part: RegExp) => [...names].some((name) => part.test(name));
  const part = (name: string) => [...parts].find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
  const workbook = part('xl/workbook.xml');
  if (!workbook) throw new FormFault(has(/^(content\.xml|word\/|ppt\/)/) ? 'file.otherOffice' : 'file.notWorkbook');
  if (has(/vbaProject/i)) warnings.push({ code: 'workbook.macros', details: {} });
  if (has(/^xl\/externalLinks\//i)) warnings.push({ code: 'workbook.links', details: {} });

  const { sheets, countsFrom1904 } = readContents(workbook);
  if (sheets.length > mostSheets) throw new FormFault('file.bomb');
  const targets = readTargets(part('xl/_rels/workbook.xml.rels'));
  const context: SheetContext = {
    strings: readSharedStrings(part('xl/sharedStrings.xml')),
    isDate: dateStyles(part('xl/styles.xml')),
    countsFrom1904,
    warnings,
  };
  const read = sheets.flatMap(({ name, isHidden, relation }, place) => {
    const content = part(targets.get(relation) ?? `xl/worksheets/sheet${place + 1}.xml`);
    return content ? [{ name, isHidden, ...readSheet(name, content, context) }] : [];
  });
  if (read.length === 0) throw new FormFault('file.damaged');
  return { sheets: read, warnings };
}

interface Contents {
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean; readonly relation: string }[];
  readonly countsFrom1904: boolean;
}

function readContents(bytes: Uint8Array): Contents {
  const sheets: Contents['sheets'][number][] = [];
  let countsFrom1904 = false;
  parseXml(bytes, {
    open(name, attributes) {
      if (name === 'workbookPr') countsFrom1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([own]) => own.endsWith(':id'))?.[1] ?? '';
      const isHidden = /hidden/i.test(attributes.state ?? '');
      sheets.push({ name: attributes.name ?? '', isHidden, relation });
    },
  });
  return { sheets, countsFrom1904 };
}

/** Where in the file each relation leads. */
function readTargets(bytes: Uint8Array | undefined): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (!bytes) return targets;
  parseXml(bytes, {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return targets;
}
