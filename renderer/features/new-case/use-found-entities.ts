import { useEffect, useState } from 'react';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { standingRecords } from '../../data/same-entities.ts';
import { useNotices } from '../../ui/notices.tsx';

const mostFound = 8;
const none: readonly ManagedEntity[] = [];

/** Entities that hold the words, tones or not, best first; null while a text is being looked for. */
export function useFoundEntities(text: string): readonly ManagedEntity[] | null {
  const workspace = useWorkspace();
  const notices = useNotices();
  const [found, setFound] = useState<readonly ManagedEntity[] | null>(none);
  useEffect(() => {
    if (text.length < 2) return setFound(none);
    let wanted = true;
    const look = async () => {
      const ids = await workspace.search('entities', text, mostFound);
      const records = await standingRecords(workspace.collections.entities, ids);
      if (wanted) setFound(records);
    };
    look().catch((thrown) => wanted && notices.problem(thrown));
    return () => {
      wanted = false;
    };
  }, [workspace, notices, text]);
  return found;
}
