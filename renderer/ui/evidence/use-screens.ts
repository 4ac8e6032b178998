import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenSource } from '../../../shared/bridge/capture.ts';
import { useNotices } from '../notices.tsx';
import { useEvidenceFiles } from './evidence-files.tsx';

/** What can be captured of this machine's screens, and the way to capture it into a case. */
export function useScreens(caseId: string, ties: readonly string[]) {
  const { t } = useTranslation('evidence');
  const { screens } = useEvidenceFiles();
  const notices = useNotices();
  /** Null while they are looked for. */
  const [sources, setSources] = useState<readonly ScreenSource[] | null>(null);
  const [takingId, setTakingId] = useState<string | null>(null);
  const load = useCallback(() => {
    setSources(null);
    screens.list().then(setSources, (thrown: unknown) => {
      setSources([]);
      notices.problem(thrown);
    });
  }, [screens, notices]);
  useEffect(load, [load]);
  const take = async (source: ScreenSource) => {
    setTakingId(source.id);
    try {
      await screens.take({ caseId, ties: [...ties] }, source);
      notices.done(t('screen.saved', { name: source.name }));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setTakingId(null);
    }
  };
  return { sources, takingId, load, take };
}
