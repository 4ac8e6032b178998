import { signedTextSha256 } from '../../../shared/domain/document/signed-text.ts';
import type { Attendee, OfficialDocument, Refusal } from '../../../shared/schema/documents.ts';
import { newId } from '../../data/ulid.ts';
import { useDocumentFile } from './document-file.tsx';
import { useMark } from './use-mark.ts';

/** A witness who is not among those present yet. */
export type NewWitness = Pick<Attendee, 'name' | 'duty' | 'address'>;

type Refused = Pick<Refusal, 'attendeeId' | 'reason' | 'officialId' | 'soundId'> & {
  /** Id of an attendee, or somebody new, who is then present and signs. */
  readonly witness: string | NewWitness;
};

/** Keeps that an attendee refused to sign the text that was on the screen. */
export function useRefuse(): (read: OfficialDocument, refused: Refused) => Promise<void> {
  const { change } = useDocumentFile();
  const mark = useMark();
  return async (read, { witness, ...refused }) => {
    const added = typeof witness === 'string' ? [] : [attendeeOf(witness)];
    const witnessId = typeof witness === 'string' ? witness : (added[0]?.id ?? '');
    const textSha256 = signedTextSha256({ ...read, attendees: [...read.attendees, ...added] });
    const refusal: Refusal = { id: newId(), ...refused, witnessId, textSha256, ...mark() };
    await change(({ attendees, refusals }) => ({
      attendees: [...attendees, ...added],
      refusals: [...refusals, refusal],
    }));
  };
}

function attendeeOf({ name, duty, address }: NewWitness): Attendee {
  return {
    ...{ id: newId(), side: 'witness', personId: '', organisation: '', idNumber: '', signs: true },
    ...{ name: name.trim(), duty: duty.trim(), address: address.trim() },
  };
}
