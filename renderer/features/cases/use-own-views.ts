import { useMemo } from 'react';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { ownNotes } from '../../data/own-notes.ts';
import { newId } from '../../data/ulid.ts';
import { useLive } from '../../ui/use-documents.ts';
import { type OwnView, ownViewsFrom, ownViewsNote } from './views.ts';

interface OwnViews {
  readonly views: readonly OwnView[];
  /** Keeps a view under a new id; resolves with it once it is saved. */
  keep(view: Omit<OwnView, 'id'>): Promise<OwnView>;
  remove(id: string): Promise<void>;
  /** Puts views back as they were: what "undo" does. */
  restore(views: readonly OwnView[]): Promise<void>;
}

/** A person's own views of the list, kept on this device. */
export function useOwnViews(): OwnViews {
  const { collections } = useWorkspace();
  const notes = useMemo(() => ownNotes(collections), [collections]);
  const note$ = useMemo(() => notes.follow(ownViewsNote), [notes]);
  const { value } = useLive<unknown>(note$, null);
  const views = useMemo(() => ownViewsFrom(value), [value]);
  return {
    views,
    keep: async (fields) => {
      const view = { ...fields, id: newId() };
      await notes.write(ownViewsNote, [...views, view]);
      return view;
    },
    remove: (id) =>
      notes.write(
        ownViewsNote,
        views.filter((view) => view.id !== id),
      ),
    restore: (before) => notes.write(ownViewsNote, before),
  };
}
