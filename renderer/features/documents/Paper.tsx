import { useTranslation } from 'react-i18next';
import { paperOf, paperWords } from '../../../shared/domain/document/paper.ts';
import { signingOf } from '../../../shared/domain/document/signed-text.ts';
import type { Attendee, OfficialDocument } from '../../../shared/schema/documents.ts';
import type { FormData } from '../../../shared/schema/reference-data.ts';
import { Drawn } from './Drawn.tsx';
import styles from './Paper.module.css';
import { PaperBody } from './PaperBody.tsx';

interface PaperProps {
  document: OfficialDocument;
  form: FormData;
}

/**
 * The paper of a document as it will look: A4, set by Decree 30/2020/NĐ-CP, Appendix I. Its words are Vietnamese in every
 * language of the screen.
 */
export function Paper({ document, form }: PaperProps) {
  const { agency, under, number, placeDate, title, body, signers, refusals } = paperOf(form, document);
  return (
    <article className={styles.frame} lang="vi">
      <div className={styles.sheet} data-cancelled={document.cancelled !== null}>
        <div className={styles.head}>
          <div>
            <p className={styles.agency} data-above={under !== ''}>
              {agency}
            </p>
            {under && <p className={styles.agency}>{under}</p>}
            <span className={styles.short} />
            {number && <p>{number}</p>}
          </div>
          <div>
            <p className={styles.nation}>{paperWords.nation}</p>
            <p className={styles.motto}>{paperWords.motto}</p>
            <span className={styles.long} />
          </div>
        </div>
        {placeDate && <p className={styles.date}>{placeDate}</p>}
        <h2 className={styles.title}>{title}</h2>
        <PaperBody blocks={body} />
        <div className={styles.signers}>
          {signers.map(({ role, note, people }) => (
            <div key={role} className={styles.column}>
              <p className={styles.role}>{role}</p>
              {note && <p className={styles.note}>{note}</p>}
              {people.map((attendee) => (
                <PaperSigner key={attendee.id} attendee={attendee} document={document} />
              ))}
            </div>
          ))}
        </div>
        {refusals.map((sentence) => (
          <p key={sentence} className={styles.refusal}>
            {sentence}
          </p>
        ))}
      </div>
    </article>
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
