import { Button, CloseButton, Menu } from '@mantine/core';
import { IconArrowsSort, IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseKind } from '../../../shared/schema/cases.ts';
import styles from './Chips.module.css';
import { FilterMenu } from './FilterMenu.tsx';
import { caseSorts, isNarrowed, noFilter } from './filter.ts';
import type { ListControls } from './use-list-state.ts';

const kinds: readonly CaseKind[] = ['specialisedCheck', 'inspection'];

/** What narrows the list, in one line, and the order it stands in. */
export function Chips({ list, today }: { list: ListControls; today: string }) {
  const { t } = useTranslation('cases');
  const { t: words } = useTranslation('case');
  const { t: ui } = useTranslation('ui');
  const { filter, sort } = list.state;
  const { kind, year, sector, person, states } = filter;
  return (
    <div className={styles.line}>
      {kind && (
        <Chip name={t('filter.kind')} value={words(`kind.${kind}`)} onRemove={() => list.narrow({ kind: null })} />
      )}
      {year !== null && <Chip name={t('filter.year')} value={`${year}`} onRemove={() => list.narrow({ year: null })} />}
      {states.map((state) => (
        <Chip
          key={state}
          name={t('filter.state')}
          value={ui(`state.${state}`)}
          onRemove={() => list.narrow({ states: states.filter((other) => other !== state) })}
        />
      ))}
      {sector && (
        <Chip
          name={t('filter.sector')}
          value={words(`sector.${sector}`)}
          onRemove={() => list.narrow({ sector: null })}
        />
      )}
      {person && <Chip name={t('filter.person')} value={person.name} onRemove={() => list.narrow({ person: null })} />}
      <FilterMenu filter={filter} kinds={kinds} today={today} onNarrow={list.narrow}>
        <button type="button" className={styles.add}>
          <IconFilter size={16} stroke={1.7} aria-hidden />
          {t('filter.add')}
        </button>
      </FilterMenu>
      {isNarrowed(filter) && (
        <Button variant="subtle" size="compact-sm" onClick={() => list.narrow(noFilter)}>
          {t('filter.clear')}
        </Button>
      )}
      <span className={styles.space} />
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={styles.sort} aria-label={`${t('sort.label')}: ${t(`sort.${sort}`)}`}>
            <IconArrowsSort size={16} stroke={1.7} aria-hidden />
            {t(`sort.${sort}`)}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {caseSorts.map((order) => (
            <Menu.Item key={order} onClick={() => list.order(order)} aria-current={order === sort || undefined}>
              {t(`sort.${order}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  const { t } = useTranslation('cases');
  return (
    <span className={styles.chip}>
      <span>{name}:</span>
      <strong className={styles.value}>{value}</strong>
      <CloseButton
        size={24}
        iconSize={15}
        className={styles.remove}
        onClick={onRemove}
        aria-label={t('filter.remove', { name: `${name}: ${value}` })}
      />
    </span>
  );
}
