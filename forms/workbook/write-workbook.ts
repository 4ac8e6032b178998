/** A sheet of words: its columns, and its rows from the first column on; a shorter row is empty at its end. */
export interface TextSheet {
  readonly name: string;
  readonly columns: readonly TextColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface TextColumn {
  readonly header: string;
  /** In letters of the standard font. */
  readonly width: number;
}

/** Excel's format of cells in which what is typed stays as it is: `=1+1`, `007`. */
const asText = '@';

/** A workbook (.xlsx) in which every cell is text. The texts are taken as they are: what XML can't hold is left out by the library. */
export async function textWorkbook(sheets: readonly TextSheet[]): Promise<Uint8Array> {
  // The library is large, and most who open a form write none.
  const { Workbook } = await import('@cj-tech-master/excelts');
  const workbook = new Workbook();
  for (const { name, columns, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    const style = { numFmt: asText, alignment: { wrapText: true, vertical: 'top' } } as const;
    sheet.columns = columns.map(({ width }) => ({ width, style }));
    for (const row of [columns.map(({ header }) => header), ...rows]) {
      sheet.addRow(row.map((text) => (text === '' ? null : text)));
    }
    for (const at of columns.keys()) sheet.getCell(1, at + 1).font = { bold: true };
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
