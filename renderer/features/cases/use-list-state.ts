import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePerson } from '../../app/workspace-context.tsx';
import { useRemembered } from '../../ui/memory.tsx';
import { type CaseFilter, type CaseSort, noFilter, selectorOf } from './filter.ts';
import { type BuiltInView, type OwnView, viewOf, viewsFor } from './views.ts';

/** What the list shows: kept while a person is signed in, so that Back finds the same list. */
export interface ListState {
  /** A built-in view, or the id of one's own. */
  readonly view: string;
  readonly base: BuiltInView;
  readonly filter: CaseFilter;
  readonly sort: CaseSort;
  readonly text: string;
}

export interface ListControls {
  readonly state: ListState;
  readonly selector: ReturnType<typeof selectorOf>;
  openView(view: BuiltInView): void;
  openOwnView(view: OwnView): void;
  narrow(part: Partial<CaseFilter>): void;
  order(sort: CaseSort): void;
  search(text: string): void;
}

/** State of the list and what changes it. `today` is yyyy-mm-dd. */
export function useListState(today: string): ListControls {
  const person = usePerson();
  const [first = 'all'] = viewsFor(person.role);
  const [state, setState] = useRemembered<ListState>('cases.list', {
    view: first,
    base: first,
    filter: noFilter,
    sort: 'due',
    text: '',
  });
  // The palette leads here with words to look for, the first page to the list that it shows the head of.
  const [query, setQuery] = useSearchParams();
  const words = query.get('q');
  const asked = words !== null || query.has('own') ? query.toString() : null;
  const [taken, setTaken] = useState<string | null>(null);
  if (asked !== taken) setTaken(asked);
  if (asked !== null && asked !== taken) {
    const view = words === null && viewsFor(person.role).includes('mine') ? 'mine' : 'all';
    setState({ view, base: view, filter: noFilter, sort: words === null ? 'due' : state.sort, text: words ?? '' });
  }
  // Once it is followed it leaves the address: Back finds the list as it was left.
  useEffect(() => {
    if (asked !== null) setQuery({}, { replace: true });
  }, [asked, setQuery]);
  const selector = useMemo(
    () => selectorOf(viewOf(state.base, person.role), state.filter, person.id, today),
    [state.base, state.filter, person.id, person.role, today],
  );
  return {
    state,
    selector,
    openView: (view) => setState({ ...state, view, base: view, filter: noFilter }),
    openOwnView: ({ id, base, filter, sort }) => setState({ ...state, view: id, base, filter, sort }),
    narrow: (part) => setState({ ...state, filter: { ...state.filter, ...part } }),
    order: (sort) => setState({ ...state, sort }),
    search: (text) => setState({ ...state, text }),
  };
}
