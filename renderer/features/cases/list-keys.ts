import type { KeyboardEvent } from 'react';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { ActiveRow } from './use-active-row.ts';
import type { CaseList } from './use-case-list.ts';
import type { RowWindow } from './use-row-window.ts';

export interface KeyActions {
  readonly open: (inspectionCase: InspectionCase) => void;
  readonly togglePreview: () => void;
  readonly closePreview: () => void;
}

/** Does what a key means in the list; false for a key that means nothing there. */
export function actOnKey(key: string, list: CaseList, rows: RowWindow, active: ActiveRow, act: KeyActions): boolean {
  const at = active.index ?? -1;
  switch (key) {
    case 'ArrowDown':
      active.moveTo(at + 1);
      return true;
    case 'ArrowUp':
      active.moveTo(at - 1);
      return true;
    case 'PageDown':
      active.moveTo(at + rows.rowsInSight);
      return true;
    case 'PageUp':
      active.moveTo(at - rows.rowsInSight);
      return true;
    case 'Home':
      active.moveTo(0);
      return true;
    case 'End':
      active.moveTo((list.total ?? 1) - 1);
      return true;
    case 'Enter':
      if (active.inspectionCase) act.open(active.inspectionCase);
      return true;
    case ' ':
      act.togglePreview();
      return true;
    case 'Escape':
      act.closePreview();
      return true;
    default:
      return false;
  }
}

/** True for a key that the list itself got, without Ctrl and the like. */
export function isForList(event: KeyboardEvent): boolean {
  return event.target === event.currentTarget && !event.ctrlKey && !event.metaKey && !event.altKey;
}
