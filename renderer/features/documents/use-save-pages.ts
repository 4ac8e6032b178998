import { useState } from 'react';
import { useBridge } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';

const longestName = 190;

/** Saves what would be printed as a PDF under this name; `saved` is said afterwards. */
export function useSavePages(name: string, saved: string): { readonly isSaving: boolean; readonly save: () => void } {
  const shell = useBridge();
  const notices = useNotices();
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      const suggestedName = `${name.slice(0, longestName)}.pdf`;
      if (await shell.call('page.pdf', { suggestedName, sheet: 'own' })) notices.done(saved);
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setSaving(false);
    }
  };
  return { isSaving, save: () => void save() };
}
