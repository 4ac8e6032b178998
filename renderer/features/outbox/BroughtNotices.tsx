import { useTranslation } from 'react-i18next';
import type { BroughtReply } from '../../../shared/protocol/brought-files.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';

/** What came of a file that was brought to the server. */
export function BroughtNotices({ reply: { bundles, leftOut, originals } }: { reply: BroughtReply }) {
  const { t } = useTranslation('outbox');
  const documents = bundles.reduce((sum, bundle) => sum + bundle.documents, 0);
  const refused = bundles.reduce((sum, bundle) => sum + bundle.refused.length, 0);
  // Of many that are wrong in one way it is said once.
  const faults = [...new Map(leftOut.map((each) => [each.code, each])).values()];
  return (
    <>
      {(documents + originals > 0 || refused === 0) && (
        <Notice tone="done" title={t('bring.done')}>
          {documents + originals === 0 && t('bring.nothing')}
          {documents > 0 && `${t('bring.documents', { count: documents })} `}
          {originals > 0 && t('bring.originals', { count: originals })}
        </Notice>
      )}
      {refused > 0 && <Notice tone="soon">{t('bring.refused', { count: refused })}</Notice>}
      {faults.map((each) => (
        <ProblemNotice key={each.code} problem={each} tone="soon" />
      ))}
    </>
  );
}
