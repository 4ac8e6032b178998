import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { dayOf, formatTime } from '../../ui/format.ts';
import { useNotices } from '../../ui/notices.tsx';

/** Says of the copies that a line is about that they are handed over now; null where the line names none. Can be undone. */
export function useHandOver(lineId: string): (() => void) | null {
  const { t } = useTranslation('door');
  const { workspace, documents } = useCaseFile();
  const notices = useNotices();
  const [, documentId, copyId] = lineId.split(' ');
  const copy = documents.find(({ id }) => id === documentId)?.copies.find(({ id }) => id === copyId);
  if (!documentId || !copy) return null;
  const set = (handedOverAt: string) =>
    workspace.change('documents', documentId, ({ copies }) => ({
      copies: copies.map((each) => (each.id === copy.id ? { ...each, handedOverAt } : each)),
    }));
  const handOver = async () => {
    const now = workspace.now();
    await set(`${dayOf(now)}T${formatTime(now)}`);
    notices.undoable(t('handOver.done', { receiver: copy.receiver }), async () => {
      await set('');
    });
  };
  return () => void handOver().catch(notices.problem);
}
