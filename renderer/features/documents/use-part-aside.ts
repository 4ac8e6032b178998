import { useTranslation } from 'react-i18next';
import { pagesStanding, returnedPages } from '../../../shared/domain/document/returned-pages.ts';
import { signingOf } from '../../../shared/domain/document/signed-text.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useDocumentFile } from './document-file.tsx';
import type { Part } from './parts.ts';

/** What a part says of itself while it is closed; `isQuiet` while nothing stands in it that could be ticked. */
export function usePartAside({ key }: Part): { readonly words: string; readonly isQuiet: boolean } {
  const { t } = useTranslation('documents');
  const { document } = useDocumentFile();
  const { evidence } = useCaseFile();
  const { attendees, statements, exhibits, copies } = document;
  const counted = (count: number, words: string) => ({
    words: count > 0 ? words : t('aside.none'),
    isQuiet: count === 0,
  });
  switch (key) {
    case 'people':
      return counted(attendees.length, t('aside.people', { count: attendees.length }));
    case 'statements':
      return counted(statements.length, t('aside.statements', { count: statements.length }));
    case 'exhibits':
      return counted(exhibits.length, t('aside.exhibits', { count: exhibits.length }));
    case 'copies': {
      const given = copies.filter(({ handedOverAt }) => handedOverAt !== '').length;
      return { words: t('aside.copies', { given, all: copies.length }), isQuiet: given < copies.length || given === 0 };
    }
    case 'signatures': {
      const { signatures, refusals } = signingOf(document);
      const all = attendees.filter(({ signs }) => signs).length;
      const done = new Set([...signatures, ...refusals].map(({ attendeeId }) => attendeeId)).size;
      return { words: t('aside.signatures', { done, all }), isQuiet: done < all || all === 0 };
    }
    case 'pages': {
      const returned = returnedPages(document, evidence);
      const { pages, here, unread, foreign } = returned;
      const standing = pagesStanding(returned);
      const isNone = standing === 'none' && unread.length + foreign.length === 0;
      if (isNone) return counted(0, '');
      return {
        words: t('aside.pages', { done: here.length, all: pages || here.length }),
        isQuiet: standing !== 'whole',
      };
    }
    default:
      return { words: '', isQuiet: false };
  }
}
