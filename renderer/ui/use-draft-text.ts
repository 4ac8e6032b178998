import type { Collections } from '../data/workspace.ts';
import { type DraftHandle, useDraft } from './use-draft.ts';

export interface DraftText extends Pick<DraftHandle<string>, 'become'> {
  readonly text: string;
  /** False until what was typed before has been read. */
  readonly isRead: boolean;
  type(text: string): void;
}

/** A text of a case's diary or review that is being written; see `useDraft`. */
export function useDraftText(collections: Collections, name: string): DraftText {
  const { value, found, type, become } = useDraft(collections, 'activity', name, textIn);
  return { text: value ?? '', isRead: found !== undefined, type: (text) => type(text === '' ? null : text), become };
}

function textIn(kept: unknown): string | null {
  return typeof kept === 'string' ? kept : null;
}
