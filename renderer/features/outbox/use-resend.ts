import { useTranslation } from 'react-i18next';
import { EmptyError, filter, firstValueFrom, map, type Observable } from 'rxjs';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { OutboxItem } from '../../data/workspace.ts';
import { useNotices } from '../../ui/notices.tsx';

/** Sends what was refused again, and says what came of it: taken, or refused once more, which looks as before. */
export function useResend(): (item: OutboxItem) => Promise<void> {
  const { t } = useTranslation('outbox');
  const { sync } = useWorkspace();
  const notices = useNotices();
  return async (item) => {
    const outcome = firstValueFrom(outcomeOf(sync.outbox$, item));
    sync.retry();
    try {
      const refused = await outcome;
      if (refused) notices.problem(refused.problem);
      else notices.done(t('refused.sent'));
    } catch (thrown) {
      // The workspace was shut before an answer came.
      if (!(thrown instanceof EmptyError)) notices.problem(thrown);
    }
  };
}

/** Emits when the item has gone, or is refused anew. */
function outcomeOf(outbox$: Observable<readonly OutboxItem[]>, item: OutboxItem): Observable<OutboxItem | undefined> {
  return outbox$.pipe(
    map((items) => items.find(({ collection, id }) => collection === item.collection && id === item.id)),
    filter((found) => !found || (found.state === 'refused' && found.problem !== item.problem)),
  );
}
