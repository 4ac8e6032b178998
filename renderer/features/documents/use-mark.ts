import { nextStamp } from '../../../shared/domain/clock/stamp.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';

/** Who does something to a document, and when: stands with a signature, a refusal, a cancellation. */
export function useMark(): () => { readonly by: string; readonly at: string } {
  const { workspace } = useCaseFile();
  return () => {
    const { person, deviceId } = workspace.session;
    return { by: person.id, at: nextStamp(null, workspace.now(), deviceId) };
  };
}
