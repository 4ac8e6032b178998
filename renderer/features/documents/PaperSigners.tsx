import { useTranslation } from 'react-i18next';
import { paperWords } from '../../../shared/domain/document/paper.ts';
import type { PaperSigners as Column } from '../../../shared/domain/document/paper-signers.ts';
import { signingOf } from '../../../shared/domain/document/signed-text.ts';
import type { Attendee, OfficialDocument } from '../../../shared/schema/documents.ts';
import { Drawn } from './Drawn.tsx';
import styles from './Paper.module.css';

/** Those who sign side by side, each with the signature that was drawn; room for one by hand where none was. */
export function PaperSigners({ columns, document }: { columns: readonly Column[]; document: OfficialDocument }) {
  return (
    <div className={styles.signers} data-piece>
      {columns.map(({ role, note, people }) => (
        <div key={role} className={styles.column}>
          <p className={styles.role}>{role}</p>
          {note && <p className={styles.note}>{note}</p>}
          {people.map((attendee) => (
            <PaperSigner key={attendee.id} attendee={attendee} document={document} />
          ))}
        </div>
      ))}
    </div>
  );
}

function PaperSigner({ attendee, document }: { attendee: Attendee; document: OfficialDocument }) {
  const { t } = useTranslation('documents');
  const { signatures, refusals, voidSignatures } = signingOf(document);
  const isOwn = ({ attendeeId }: { attendeeId: string }) => attendeeId === attendee.id;
  const signature = signatures.findLast(isOwn);
  const lapsed = signature ? undefined : voidSignatures.findLast(isOwn);
  const shown = signature ?? lapsed;
  return (
    <div className={styles.signer}>
      <div className={styles.box} data-void={lapsed !== undefined}>
        {shown && <Drawn strokes={shown.strokes} label={t(lapsed ? 'signatures.drawnVoid' : 'signatures.drawn')} />}
        {!shown && refusals.some(isOwn) && <span className={styles.note}>{paperWords.unsigned}</span>}
      </div>
      {lapsed && <p className={styles.lapsed}>{t('signatures.void')}</p>}
      <p className={styles.name}>{attendee.name}</p>
    </div>
  );
}
