import { useDeferredValue, useEffect, useState } from 'react';
import { readTaxCode } from '../../../shared/domain/entity/tax-code.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { standingRecords } from '../../data/same-entities.ts';
import { useNotices } from '../../ui/notices.tsx';
import type { NewEntity } from './draft.ts';

const mostShown = 3;
/** Shorter names are like too many. */
const shortestName = 6;
const none: readonly ManagedEntity[] = [];

/** Entities that this device knows already and that may be the one being described: by code, or by name. */
export function useSimilarEntities({ name, code }: NewEntity): readonly ManagedEntity[] {
  const workspace = useWorkspace();
  const notices = useNotices();
  const [similar, setSimilar] = useState(none);
  const wantedName = useDeferredValue(name.trim());
  const wantedCode = useDeferredValue(readTaxCode(code) ?? code.trim());
  useEffect(() => {
    let wanted = true;
    const { entities } = workspace.collections;
    const look = async () => {
      const byCode = wantedCode ? await entities.find({ selector: { code: { $eq: wantedCode } } }).exec() : [];
      const ids = wantedName.length >= shortestName ? await workspace.search('entities', wantedName, mostShown) : [];
      const found = await standingRecords(entities, [...byCode.map(({ id }) => id), ...ids]);
      if (wanted) setSimilar(found.slice(0, mostShown));
    };
    look().catch((thrown) => wanted && notices.problem(thrown));
    return () => {
      wanted = false;
    };
  }, [workspace, notices, wantedName, wantedCode]);
  return similar;
}
