import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fewNumbers, type HeldNumbers } from '../../../shared/bridge/numbers.ts';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useHeldNumbers, useNumberStock } from '../../ui/number/number-stock.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { GiveBackDialog } from './GiveBackDialog.tsx';
import { NumberBook } from './NumberBook.tsx';
import { SettingRow } from './SettingRow.tsx';

/** How many official numbers this laptop holds of each kind; to get more, to give back what is not needed, to see the unit's book. */
export function ReservedNumbers() {
  const { t } = useTranslation('settings');
  const person = usePerson();
  const held = useHeldNumbers();
  const [giving, setGiving] = useState<HeldNumbers | null>(null);
  if (!mayWriteIn(person.role, 'documents')) return null;
  const leftWords = ({ left }: HeldNumbers) =>
    [t('numbers.left', { count: left }), left < fewNumbers && t('numbers.few')].filter(Boolean).join(' · ');
  return (
    <section>
      <SectionHeading title={t('numbers.title')} />
      {held?.map((each) => (
        <SettingRow key={`${each.year} ${each.symbol}`} label={`${each.symbol} · ${each.year}`} hint={leftWords(each)}>
          <Button variant="default" disabled={each.left === 0} onClick={() => setGiving(each)} aria-haspopup="dialog">
            {t('numbers.giveBack')}
          </Button>
        </SettingRow>
      ))}
      <SettingRow label={held?.length === 0 ? t('numbers.none') : t('numbers.use')} hint={t('numbers.hint')}>
        <NumberBook />
        <Fill />
      </SettingRow>
      {giving && <GiveBackDialog series={giving} onClose={() => setGiving(null)} />}
    </section>
  );
}

function Fill() {
  const { t } = useTranslation('settings');
  const stock = useNumberStock();
  const notices = useNotices();
  const [isFilling, setFilling] = useState(false);
  const fill = async () => {
    setFilling(true);
    try {
      await stock.fill();
      notices.done(t('numbers.filled'));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setFilling(false);
    }
  };
  return (
    <Button variant="default" onClick={() => void fill()} loading={isFilling}>
      {t('numbers.fill')}
    </Button>
  );
}
