import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenSource } from '../../../shared/bridge/capture.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { newId } from '../../data/ulid.ts';
import { useNotices } from '../notices.tsx';
import { useEvidenceFiles } from './evidence-files.tsx';

/** What can be captured of this machine's screens, and the way to capture it into a case. */
export function useScreens(caseId: string, ties: readonly string[]) {
  const { t } = useTranslation('evidence');
  const shell = useBridge();
  const { originals } = useEvidenceFiles();
  const notices = useNotices();
  /** Null while they are looked for. */
  const [sources, setSources] = useState<readonly ScreenSource[] | null>(null);
  const [takingId, setTakingId] = useState<string | null>(null);
  const load = useCallback(() => {
    setSources(null);
    shell.call('capture.screens', null).then(setSources, (thrown: unknown) => {
      setSources([]);
      notices.problem(thrown);
    });
  }, [shell, notices]);
  useEffect(load, [load]);
  const take = async ({ id, name }: ScreenSource) => {
    setTakingId(id);
    try {
      const aim = { caseId, ties: [...ties] };
      const taken = await shell.call('capture.takeScreen', { aim, evidenceId: newId(), sourceId: id });
      await originals.adopt(taken, name);
      notices.done(t('screen.saved', { name }));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setTakingId(null);
    }
  };
  return { sources, takingId, load, take };
}
