import { useTranslation } from 'react-i18next';
import { answerId } from '../../../shared/schema/answers.ts';
import { newId } from '../../data/ulid.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';

export interface Turns {
  /** A further turn of a repeat; `place`: the repeat, with the turn that it stands in. */
  add(place: string): void;
  /** The way to take a turn away; null where an answer says how many there are. */
  remove(place: string): (() => void) | null;
}

/** Turns of a form's repeats: each is an answer of its own, so that two people's add up. */
export function useTurns(): Turns {
  const { t } = useTranslation('checklist');
  const { workspace, inspectionCase, answers } = useCaseFile();
  const notices = useNotices();
  const caseId = inspectionCase.id;
  const insert = (itemId: string, parent: string) =>
    workspace.insert('answers', {
      ...{ id: answerId(caseId, itemId), caseId, itemId, value: 'recorded', note: '' },
      response: parent === '' ? null : parent,
    });
  return {
    add(place) {
      const [repeatId = '', parent = ''] = place.split('@');
      insert(`${repeatId}@${newId()}`, parent).catch(notices.problem);
    },
    remove(place) {
      const turn = answers.get(place);
      if (!turn) return null;
      const parent = typeof turn.response === 'string' ? turn.response : '';
      return () => {
        workspace.remove('answers', turn).then(
          // What was answered in it is still there.
          () => notices.undoable(t('form.removed'), () => insert(place, parent).then(() => undefined)),
          notices.problem,
        );
      };
    },
  };
}
