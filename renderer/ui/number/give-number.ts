import { documentNumber } from '../../../shared/domain/document/number.ts';
import type { NumberStock } from '../../data/numbers/number-stock.ts';
import type { Workspace } from '../../data/workspace.ts';

interface Given {
  readonly workspace: Pick<Workspace, 'change'>;
  readonly stock: Pick<NumberStock, 'take'>;
  readonly documentId: string;
  readonly year: number;
  readonly symbol: string;
}

/**
 * Takes a number and writes it into the document; answers it as it stands there. When the program ends in between, the next try takes
 * the same number. One that a colleague has given meanwhile stands.
 */
export async function giveNumber({ workspace, stock, documentId, year, symbol }: Given): Promise<string> {
  const taken = documentNumber(await stock.take({ documentId, year, symbol }), symbol);
  const changed = await workspace.change('documents', documentId, ({ number }) =>
    number === '' ? { number: taken } : {},
  );
  return changed.number;
}
