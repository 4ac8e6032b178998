import { useMemo } from 'react';
import { hasPlace } from '../../shared/domain/document/form-fields.ts';
import { type DoorList, doorList } from '../../shared/domain/door/door-list.ts';
import { useCaseFile } from '../ui/case/case-file.tsx';
import { useFormSymbols } from '../ui/number/use-form-symbols.ts';
import { useReference } from '../ui/use-reference.ts';
import { useUploads } from './use-sync.ts';
import { useWorkCalendar } from './work-calendar.tsx';

/** What is left before the team leaves, live, from this laptop alone; null until it is known. */
export function useDoorList(): DoorList | null {
  const file = useCaseFile();
  const calendar = useWorkCalendar();
  const rules = useReference(file.workspace, 'deadline');
  const symbolOf = useFormSymbols(file.workspace);
  const forms = useReference(file.workspace, 'form');
  const withSheets = useMemo(
    () => new Set(forms.value.filter(({ data }) => hasPlace(data, 'sheets')).map(({ id }) => id)),
    [forms.value],
  );
  const uploads = useUploads();
  const unsentOriginals = uploads.filter(({ caseId }) => caseId === file.inspectionCase.id).length;
  return useMemo(() => {
    if (rules.loading || !symbolOf) return null;
    const hasSheets = (formId: string) => withSheets.has(formId);
    return doorList({ ...file, deadlineRules: rules.value, calendar, symbolOf, hasSheets, unsentOriginals });
  }, [rules.loading, file, rules.value, calendar, symbolOf, withSheets, unsentOriginals]);
}
