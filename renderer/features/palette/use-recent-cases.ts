import { useEffect, useMemo } from 'react';
import { useLocation } from 'react-router';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { ownNotes } from '../../data/own-notes.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useDocuments, useLive } from '../../ui/use-documents.ts';

const noteName = 'recent-cases';
const mostRecent = 6;

function idsOf(note: unknown): readonly string[] {
  return Array.isArray(note) ? note.filter((id) => typeof id === 'string') : [];
}

/** The cases that were opened last on this device, the latest first; notes each case page that is visited. */
export function useRecentCases(): readonly InspectionCase[] {
  const { collections } = useWorkspace();
  const notices = useNotices();
  const notes = useMemo(() => ownNotes(collections), [collections]);
  const followed = useMemo(() => notes.follow(noteName), [notes]);
  const ids = idsOf(useLive<unknown>(followed, null).value);

  const [, visited] = /^\/cases\/([^/]+)/.exec(useLocation().pathname) ?? [];
  const caseId = visited && visited !== 'new' ? decodeURIComponent(visited) : null;
  useEffect(() => {
    if (!caseId) return;
    const note = async () => {
      const before = idsOf(await notes.read(noteName));
      if (before[0] === caseId) return;
      await notes.write(noteName, [caseId, ...before.filter((id) => id !== caseId)].slice(0, mostRecent));
    };
    note().catch(notices.problem);
  }, [notes, notices, caseId]);

  const documents = useDocuments(collections.cases.find({ selector: { id: { $in: [...ids] } } })).value;
  return ids.flatMap((id) => documents.find((document) => document.id === id) ?? []);
}
