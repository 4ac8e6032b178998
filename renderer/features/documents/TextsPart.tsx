import { draftTexts } from '../../../shared/domain/document/draft.ts';
import { asksOf, type FormField } from '../../../shared/domain/document/form-fields.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { useDocumentFile } from './document-file.tsx';
import { withTexts } from './elements.ts';
import { TextEditor } from './TextEditor.tsx';
import { useDraftSources } from './use-draft-sources.ts';

/** Texts of the official form, each with what the case knows of it. */
export function TextsPart({ fields: asked }: { fields: readonly FormField[] }) {
  const { workspace } = useCaseFile();
  const { document, form, isOpen, change } = useDocumentFile();
  const sourcesFor = useDraftSources();
  const { fields, type, flush } = useTypedFields<Record<string, string>, OfficialDocument>({
    id: document.id,
    document,
    stored: Object.fromEntries(document.fields.map(({ id, text }) => [id, text])),
    save: (changes, seen) => change(({ fields }) => ({ fields: withTexts(fields, definedIn(changes)) }), seen),
  });
  const own = { id: document.formId, data: { ...form, use: document.kind } };
  const drafted = draftTexts({ ...sourcesFor(own, workspace.now()), startedAt: document.startedAt });
  return asksOf(asked, fields.subjectKind ?? '').map((field) => (
    <TextEditor
      key={field.id}
      field={field}
      value={fields[field.id] ?? ''}
      drafted={drafted.get(field.id) ?? ''}
      disabled={!isOpen}
      onType={(text) => type(field.id, text)}
      onLeave={flush}
    />
  ));
}

function definedIn(changes: Partial<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(changes).map(([id, text = '']) => [id, text]));
}
