import { useNavigate } from 'react-router';
import { draftDocument } from '../../../shared/domain/document/draft.ts';
import type { UsedForm } from '../../../shared/domain/document/forms.ts';
import type { Exhibit } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';
import { useDraftSources } from './use-draft-sources.ts';

/** Makes a document by a form, filled in from the case, and opens it; about exhibits that are there already, where some are given. */
export function useMakeDocument(): (form: UsedForm, exhibits?: readonly Exhibit[]) => Promise<void> {
  const { workspace, inspectionCase } = useCaseFile();
  const sourcesFor = useDraftSources();
  const navigate = useNavigate();
  const notices = useNotices();
  return async (form, exhibits = []) => {
    try {
      const drafted = draftDocument(sourcesFor(form, workspace.now()));
      const made = await workspace.insert('documents', { ...drafted, exhibits: [...exhibits] });
      await navigate(paths.document(inspectionCase.id, made.id));
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
}
