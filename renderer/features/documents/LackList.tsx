import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { fieldLabel } from '../../../shared/domain/document/form-fields.ts';
import type { Lack } from '../../../shared/domain/document/missing.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useDocumentFile } from './document-file.tsx';
import { lackField } from './lack-field.ts';
import { partsOf } from './parts.ts';

/** What lacks before anybody can sign; each line leads to its place. */
export function LackList() {
  const { t } = useTranslation('documents');
  const { document, form } = useDocumentFile();
  const { pathname } = useLocation();
  const wordsOf = ({ what, field }: Lack) => {
    if (field && (what === 'text' || what === 'people')) return fieldLabel(field);
    return t(`lack.${what as Exclude<Lack['what'], 'text'>}`);
  };
  return (
    <Notice tone="soon" title={t('lacks.before')}>
      {partsOf(form, document).flatMap(({ key, lacks }) =>
        lacks.map((lack) => {
          const field = lackField(lack);
          const query = new URLSearchParams({ part: key, field });
          return (
            <div key={`${lack.what} ${field}`}>
              <Link to={`${pathname}?${query}`} replace>
                {wordsOf(lack)}
              </Link>
            </div>
          );
        }),
      )}
    </Notice>
  );
}
