import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useRemembered } from '../../ui/memory.tsx';
import type { CaseList } from './use-case-list.ts';
import type { RowWindow } from './use-row-window.ts';

interface Place {
  readonly id: string;
  readonly index: number;
}

export interface ActiveRow {
  /** Where the chosen case stands now; null while none is chosen. */
  readonly index: number | null;
  readonly inspectionCase: InspectionCase | undefined;
  choose(inspectionCase: InspectionCase, index: number): void;
  /** Moves to a place, scrolling there. */
  moveTo(index: number): void;
}

/** The chosen row: it follows its case when the list changes under it. */
export function useActiveRow(list: CaseList, rows: RowWindow): ActiveRow {
  const [place, setPlace] = useRemembered<Place | null>('cases.active', null);
  const index = place && indexNow(place, list, rows);
  const found = index === null ? undefined : list.row(index);
  return {
    index,
    inspectionCase: found,
    choose: (chosen, at) => setPlace({ id: chosen.id, index: at }),
    moveTo: (wanted) => {
      if (!list.total) return;
      const at = Math.min(Math.max(0, wanted), list.total - 1);
      setPlace({ id: list.row(at)?.id ?? '', index: at });
      rows.scrollTo(at);
    },
  };
}

/** A case that moved within sight is followed; one that left the list leaves its place to its neighbour. */
function indexNow(place: Place, list: CaseList, rows: RowWindow): number | null {
  if (list.row(place.index)?.id === place.id) return place.index;
  const moved = place.id ? rows.items.find((item) => list.row(item.index)?.id === place.id) : undefined;
  if (moved) return moved.index;
  if (list.total === null) return place.index;
  return list.total === 0 ? null : Math.min(place.index, list.total - 1);
}
