import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../data/workspace.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { RefusedItem } from './RefusedItem.tsx';

/** What the server refused for good: each with what happened, what it means and what to do. */
export function RefusedList({ items }: { items: readonly OutboxItem[] }) {
  const { t } = useTranslation('outbox');
  return (
    <section>
      <SectionHeading title={t('refused.title')} count={items.length} />
      {items.map((item, place) => (
        <RefusedItem key={`${item.collection} ${item.id}`} item={item} filled={place === 0} />
      ))}
    </section>
  );
}
