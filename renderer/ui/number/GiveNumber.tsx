import { Button, Tooltip } from '@mantine/core';
import { IconHash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberYear } from '../../../shared/domain/document/number.ts';
import { isSigned } from '../../../shared/domain/permission/documents.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { leftOf } from '../../data/numbers/number-stock.ts';
import type { Workspace } from '../../data/workspace.ts';
import { dayOf } from '../format.ts';
import { useNotices } from '../notices.tsx';
import { giveNumber } from './give-number.ts';
import { useHeldNumbers, useNumberStock } from './number-stock.tsx';

interface GiveNumberProps {
  workspace: Workspace;
  document: OfficialDocument;
  /** Of the document's form: `BB-VPHC`. */
  symbol: string;
}

/** Gives a document its official number, from those that this laptop holds; without a network too. */
export function GiveNumber({ workspace, document, symbol }: GiveNumberProps) {
  const { t } = useTranslation('number');
  const stock = useNumberStock();
  const held = useHeldNumbers();
  const notices = useNotices();
  const [isGiving, setGiving] = useState(false);
  const year = numberYear(document);
  const left = leftOf(held, { year, symbol });
  if (document.number !== '') return <span>{document.number}</span>;
  // The number stands in the text that is signed.
  const none = year < Number(dayOf(workspace.now()).slice(0, 4)) ? 'nonePast' : 'none';
  const why = isSigned(document) ? t('signed') : held && left === 0 ? t(none, { symbol, year }) : null;

  const give = async () => {
    setGiving(true);
    try {
      const number = await giveNumber({ workspace, stock, documentId: document.id, year, symbol });
      notices.done(t('given', { number }));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setGiving(false);
    }
  };
  return (
    <Tooltip label={why ?? ''} disabled={why === null} multiline maw={280}>
      <Button
        variant="default"
        leftSection={<IconHash size={18} stroke={1.7} aria-hidden />}
        onClick={() => why === null && void give()}
        loading={isGiving}
        // Not `disabled`: why it can't be pressed is told to whoever comes to it.
        data-disabled={why !== null || undefined}
        aria-disabled={why !== null}
      >
        {t('give')}
      </Button>
    </Tooltip>
  );
}
