import { useTranslation } from 'react-i18next';
import { custodyLines } from '../../../shared/domain/document/exhibits.ts';
import { signedTextSha256 } from '../../../shared/domain/document/signed-text.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { isTaken } from '../../data/documents.ts';
import { newId } from '../../data/ulid.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newActivity } from '../../ui/case/new-activity.ts';
import { useDocumentFile } from './document-file.tsx';
import { useMark } from './use-mark.ts';

/**
 * Keeps a signature of an attendee under the text that they read, and tells of each thing in the document what was done with
 * it: once, however many sign.
 */
export function useSign(): (read: OfficialDocument, attendeeId: string, strokes: number[][]) => Promise<void> {
  const { t } = useTranslation('documents');
  const { workspace, inspectionCase } = useCaseFile();
  const { change } = useDocumentFile();
  const mark = useMark();
  const tell = async (document: OfficialDocument) => {
    for (const { id, exhibit, act } of custodyLines(document)) {
      const { title, number } = document;
      const text = [
        number ? t('custody.numbered', { title, number }) : title,
        exhibit.sealNumber && t('exhibits.seal', { number: exhibit.sealNumber }),
      ]
        .filter(Boolean)
        .join(', ');
      const target = { kind: 'exhibit', id: exhibit.id, field: act } as const;
      await workspace
        .insert('activity', { ...newActivity(inspectionCase.id, 'custody', text, { target }), id })
        .catch((thrown: unknown) => {
          // An earlier signature has told it.
          if (!isTaken(thrown)) throw thrown;
        });
    }
  };
  return async (read, attendeeId, strokes) => {
    const signature = { id: newId(), attendeeId, textSha256: signedTextSha256(read), strokes, ...mark() };
    await change(({ signatures }) => ({ signatures: [...signatures, signature] }));
    await tell(read);
  };
}
