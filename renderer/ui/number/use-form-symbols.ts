import { useCallback, useMemo } from 'react';
import { symbolOf } from '../../../shared/domain/document/series.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useReference } from '../use-reference.ts';

/** Symbol of a form's numbers, by the form's id; empty where it has none, or this laptop does not know it. Null until they are known. */
export function useFormSymbols(workspace: Workspace): ((formId: string) => string) | null {
  const forms = useReference(workspace, 'form');
  const symbols = useMemo(() => new Map(forms.value.map(({ id, data }) => [id, symbolOf(data)])), [forms.value]);
  const find = useCallback((formId: string) => symbols.get(formId) ?? '', [symbols]);
  return forms.loading ? null : find;
}
