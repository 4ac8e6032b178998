import { useState } from 'react';
import { isMendedInPlace, type Remark } from '../../../shared/domain/review/remarks.ts';
import { useDraftText } from '../use-draft-text.ts';
import { useCaseFile } from './case-file.tsx';
import { newActivity } from './new-activity.ts';

export interface Replying {
  readonly text: string;
  /** False until what was typed before has been read. */
  readonly isRead: boolean;
  setText(text: string): void;
  /** True when the team said "mended" without a word while nothing has changed where the remark is pinned. */
  readonly lacksWords: boolean;
  /** Adds a reply with what was typed; it closes the remark when it `resolves`. */
  reply(resolves: boolean): Promise<void>;
}

/** A reply to a remark that is being written. What was typed is there again on coming back. */
export function useReply(whole: Remark): Replying {
  const { remark, round } = whole;
  const { workspace, inspectionCase, answers, findings } = useCaseFile();
  const { text, isRead, type, become } = useDraftText(workspace.collections, `reply:${remark.id}`);
  const [lacksWords, setLacksWords] = useState(false);
  const isTeam = remark.createdBy !== workspace.session.person.id;
  const reply = async (resolves: boolean) => {
    const said = text.trim();
    if (isTeam && said === '' && !isMendedInPlace(whole, answers, findings)) return setLacksWords(true);
    const own = { target: remark.target, replyTo: isTeam ? round : answeredBy(whole, resolves), resolves };
    const answer = newActivity(inspectionCase.id, 'reply', said, own);
    await become((id) => workspace.insert('activity', { ...answer, id }));
  };
  const setText = (next: string) => {
    type(next);
    setLacksWords(false);
  };
  return { text, isRead, setText, lacksWords, reply };
}

/** What the author of a remark speaks of: "not yet" is about what the team said last, all else about the remark. */
function answeredBy({ remark, claims }: Remark, resolves: boolean): string {
  return (resolves ? undefined : claims.at(-1)?.id) ?? remark.id;
}
