import type { TakeInput } from '../../../shared/bridge/numbers.ts';
import { documentNumber, numberInSeries, numberYear } from '../../../shared/domain/document/number.ts';
import type { NumberStock } from '../../data/numbers/number-stock.ts';
import type { Workspace } from '../../data/workspace.ts';

interface Given {
  readonly workspace: Pick<Workspace, 'change' | 'collections'>;
  readonly stock: Pick<NumberStock, 'take'>;
  readonly documentId: string;
  readonly year: number;
  readonly symbol: string;
}

/**
 * Takes a number and writes it into the document; answers it as it stands there. When the program ends in between, the next try takes
 * the same number. One that a colleague has given meanwhile stands, and none is given that stands on another document of the year.
 */
export async function giveNumber({ workspace, stock, documentId, year, symbol }: Given): Promise<string> {
  const typed = await typedNumbers(workspace, documentId, year, symbol);
  const taken = documentNumber(await stock.take({ documentId, year, symbol, typed }), symbol);
  const changed = await workspace.change('documents', documentId, ({ number }) =>
    number === '' ? { number: taken } : {},
  );
  return changed.number;
}

/** The numbers of a series that stand on other documents of this laptop. */
async function typedNumbers(
  { collections }: Given['workspace'],
  documentId: string,
  year: number,
  symbol: string,
): Promise<TakeInput['typed']> {
  const numbered = await collections.documents.find({ selector: { number: { $ne: '' } } }).exec();
  return numbered.flatMap((document) => {
    const isOther = document.id !== documentId && numberYear(document) === year;
    const number = isOther ? numberInSeries(document.number, symbol) : null;
    return number === null ? [] : [{ number, documentId: document.id }];
  });
}
