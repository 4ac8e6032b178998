import { useMemo } from 'react';
import { formsFor, type UsedForm } from '../../../shared/domain/document/forms.ts';
import type { FormData } from '../../../shared/schema/reference-data.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useReference } from '../../ui/use-reference.ts';

export interface Forms {
  /** By which documents of this case are made today. */
  readonly usable: readonly UsedForm[];
  /** Any form, also one that is no longer in force; null while this device has none of that id. */
  readonly formOf: (formId: string) => FormData | null;
  readonly loading: boolean;
}

/** The official forms on this device. */
export function useForms(): Forms {
  const { workspace, inspectionCase, today } = useCaseFile();
  const { value, loading } = useReference(workspace, 'form');
  const { kind } = inspectionCase;
  return useMemo(
    () => ({
      usable: formsFor(value, { kind, day: today }),
      formOf: (formId) => value.find(({ id }) => id === formId)?.data ?? null,
      loading,
    }),
    [value, loading, kind, today],
  );
}
