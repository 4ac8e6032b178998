import { type ReactNode, useLayoutEffect, useState } from 'react';
import { seriesFor } from '../../shared/domain/document/series.ts';
import { mayWriteIn } from '../../shared/domain/permission/permission.ts';
import { type NumberStock, openNumberStock } from '../data/numbers/number-stock.ts';
import { dayOf } from '../ui/format.ts';
import { NumberStockProvider } from '../ui/number/number-stock.tsx';
import { readReference } from '../ui/use-reference.ts';
import { useBridge, useWorkspace } from './workspace-context.tsx';

/** Opens the official numbers of who is signed in for the pages within; who makes no documents holds none. */
export function OpenNumbers({ children }: { children: ReactNode }) {
  const workspace = useWorkspace();
  const shell = useBridge();
  const [stock, setStock] = useState<NumberStock | null>(null);
  // Before the first painting: no page is drawn twice.
  useLayoutEffect(() => {
    const mayUse = mayWriteIn(workspace.session.person.role, 'documents');
    const wanted = async () =>
      mayUse ? seriesFor(await readReference(workspace, 'form'), dayOf(workspace.now())) : [];
    const opened = openNumberStock({ workspace, shell, wanted });
    setStock(opened);
    return () => opened.close();
  }, [workspace, shell]);
  return stock && <NumberStockProvider stock={stock}>{children}</NumberStockProvider>;
}
