import { Workbook } from '@cj-tech-master/excelts';

/** Sheets as a person sees them: a table in Markdown's notation, its first row the headers. */
export type Tables = Readonly<Record<string, string>>;

/** A workbook (.xlsx) with these sheets. */
export async function workbookOf(tables: Tables): Promise<Uint8Array> {
  const workbook = new Workbook();
  for (const [name, table] of Object.entries(tables)) {
    const sheet = workbook.addWorksheet(name);
    for (const [place, row] of rowsOf(table).entries()) {
      for (const [at, text] of row.entries()) if (text !== '') sheet.getCell(place + 1, at + 1).value = text;
    }
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function rowsOf(table: string): readonly (readonly string[])[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  );
}
