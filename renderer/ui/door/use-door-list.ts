import { useMemo } from 'react';
import { type DoorList, doorList } from '../../../shared/domain/door/door-list.ts';
import { useUploads } from '../../app/use-sync.ts';
import { useWorkCalendar } from '../../app/work-calendar.tsx';
import { useCaseFile } from '../case/case-file.tsx';
import { useFormSymbols } from '../number/use-form-symbols.ts';
import { useReference } from '../use-reference.ts';

/** What is left before the team leaves, live, from this laptop alone; null until it is known. */
export function useDoorList(): DoorList | null {
  const file = useCaseFile();
  const calendar = useWorkCalendar();
  const rules = useReference(file.workspace, 'deadline');
  const symbolOf = useFormSymbols(file.workspace);
  const uploads = useUploads();
  const unsentOriginals = uploads.filter(({ caseId }) => caseId === file.inspectionCase.id).length;
  return useMemo(() => {
    if (rules.loading || !symbolOf) return null;
    return doorList({ ...file, deadlineRules: rules.value, calendar, symbolOf, unsentOriginals });
  }, [rules.loading, file, rules.value, calendar, symbolOf, unsentOriginals]);
}
