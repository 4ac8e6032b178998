import { useMemo } from 'react';
import { type DoorList, doorList } from '../../../shared/domain/door/door-list.ts';
import { useUploads } from '../../app/use-sync.ts';
import { useWorkCalendar } from '../../app/work-calendar.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useReference } from '../../ui/use-reference.ts';

/** What is left before the team leaves, live, from this laptop alone; null until it is known. */
export function useDoorList(): DoorList | null {
  const file = useCaseFile();
  const calendar = useWorkCalendar();
  const rules = useReference(file.workspace, 'deadline');
  const forms = useReference(file.workspace, 'form');
  const uploads = useUploads();
  const unsentOriginals = uploads.filter(({ caseId }) => caseId === file.inspectionCase.id).length;
  const symbols = useMemo(() => new Map(forms.value.map(({ id, data }) => [id, data.symbol ?? ''])), [forms.value]);
  const isKnown = !rules.loading && !forms.loading;
  return useMemo(() => {
    if (!isKnown) return null;
    const symbolOf = (formId: string) => symbols.get(formId) ?? '';
    return doorList({ ...file, deadlineRules: rules.value, calendar, symbolOf, unsentOriginals });
  }, [isKnown, file, rules.value, calendar, symbols, unsentOriginals]);
}
