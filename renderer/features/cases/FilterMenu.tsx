import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseKind, caseStates } from '../../../shared/schema/cases.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { sectors } from '../../ui/case/sectors.ts';
import { usePeople } from '../../ui/use-reference.ts';
import type { CaseFilter } from './filter.ts';

interface FilterMenuProps {
  filter: CaseFilter;
  kinds: readonly CaseKind[];
  /** yyyy-mm-dd: the years offered end with this one. */
  today: string;
  onNarrow: (part: Partial<CaseFilter>) => void;
  children: ReactNode;
}

const yearsOffered = 5;

/** What the list can be narrowed by: a property, then its value. */
export function FilterMenu({ filter, kinds, today, onNarrow, children }: FilterMenuProps) {
  const { t } = useTranslation('cases');
  const { t: words } = useTranslation('case');
  const { t: ui } = useTranslation('ui');
  const people = usePeople(useWorkspace());
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: yearsOffered }, (_, index) => thisYear - index);
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Choice
          name={t('filter.state')}
          values={caseStates.filter((state) => !filter.states.includes(state))}
          label={(state) => ui(`state.${state}`)}
          onChoose={(state) => onNarrow({ states: [...filter.states, state] })}
        />
        <Choice
          name={t('filter.kind')}
          values={kinds}
          label={(kind) => words(`kind.${kind}`)}
          onChoose={(kind) => onNarrow({ kind })}
        />
        <Choice name={t('filter.year')} values={years} label={String} onChoose={(year) => onNarrow({ year })} />
        <Choice
          name={t('filter.sector')}
          values={sectors}
          label={(sector) => words(`sector.${sector}`)}
          onChoose={(sector) => onNarrow({ sector })}
        />
        {people.length > 0 && (
          <Choice
            name={t('filter.person')}
            values={people}
            label={(person) => person.name}
            onChoose={({ personId, name }) => onNarrow({ person: { id: personId, name } })}
          />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps<Value> {
  name: string;
  values: readonly Value[];
  label: (value: Value) => string;
  onChoose: (value: Value) => void;
}

function Choice<Value>({ name, values, label, onChoose }: ChoiceProps<Value>) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{name}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {values.map((value) => (
          <Menu.Item key={label(value)} onClick={() => onChoose(value)}>
            {label(value)}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
