import { useRef, useState } from 'react';
import { isMendedInPlace, type Remark } from '../../../shared/domain/review/remarks.ts';
import { useNotices } from '../notices.tsx';
import { useDraftText } from '../use-draft-text.ts';
import { useCaseFile } from './case-file.tsx';
import { newActivity } from './new-activity.ts';

export interface Replying {
  readonly text: string;
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
  const notices = useNotices();
  const { text, type, finish } = useDraftText(workspace.collections, `reply:${remark.id}`);
  const [lacksWords, setLacksWords] = useState(false);
  // A second click while the first is being saved is the same reply.
  const isSaving = useRef(false);
  const isTeam = remark.createdBy !== workspace.session.person.id;
  const reply = async (resolves: boolean) => {
    const said = text.trim();
    if (isTeam && said === '' && !isMendedInPlace(whole, answers, findings)) return setLacksWords(true);
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      const own = { target: remark.target, replyTo: isTeam ? round : answeredBy(whole, resolves), resolves };
      await workspace.insert('activity', newActivity(inspectionCase.id, 'reply', said, own));
      finish();
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      isSaving.current = false;
    }
  };
  const setText = (next: string) => {
    type(next);
    setLacksWords(false);
  };
  return { text, setText, lacksWords, reply };
}

/** What the author of a remark speaks of: "not yet" is about what the team said last, all else about the remark. */
function answeredBy({ remark, claims }: Remark, resolves: boolean): string {
  return (resolves ? undefined : claims.at(-1)?.id) ?? remark.id;
}
