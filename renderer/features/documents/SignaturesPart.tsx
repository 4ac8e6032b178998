import { Button } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { lacksOf } from '../../../shared/domain/document/missing.ts';
import { signingOf } from '../../../shared/domain/document/signed-text.ts';
import type { Attendee, Refusal, Signature } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { Drawn } from './Drawn.tsx';
import { useDocumentFile } from './document-file.tsx';
import { LackList } from './LackList.tsx';
import { RefusalDialog } from './RefusalDialog.tsx';
import { RefusalWords } from './RefusalWords.tsx';
import styles from './SignaturesPart.module.css';
import { SignDialog } from './SignDialog.tsx';

/** Who has signed, who has refused, who is still to do either; what stands no longer is struck through, and says why. */
export function SignaturesPart() {
  const { t } = useTranslation('documents');
  const { document, form } = useDocumentFile();
  const [asked, setAsked] = useState<{ readonly id: string; readonly what: 'sign' | 'refuse' } | null>(null);
  const signing = document.attendees.filter(({ signs }) => signs);
  const isWhole = lacksOf(form, document).length === 0;
  const close = () => setAsked(null);
  return (
    <>
      {!isWhole && <LackList />}
      {signing.length === 0 && <p className={styles.none}>{t('signatures.nobody')}</p>}
      <ul className={styles.list} aria-label={t('part.signatures')}>
        {signing.map((attendee) => (
          <Signer
            key={attendee.id}
            attendee={attendee}
            isWhole={isWhole}
            onAsk={(what) => setAsked({ id: attendee.id, what })}
          />
        ))}
      </ul>
      {asked?.what === 'sign' && <SignDialog attendeeId={asked.id} onClose={close} />}
      {asked?.what === 'refuse' && <RefusalDialog attendeeId={asked.id} onClose={close} />}
    </>
  );
}

interface SignerProps {
  attendee: Attendee;
  isWhole: boolean;
  onAsk: (what: 'sign' | 'refuse') => void;
}

function Signer({ attendee, isWhole, onAsk }: SignerProps) {
  const { t } = useTranslation('documents');
  const { document, mayFollowUp } = useDocumentFile();
  const { signatures, refusals, voidSignatures, voidRefusals } = signingOf(document);
  const isOwn = ({ attendeeId }: { attendeeId: string }) => attendeeId === attendee.id;
  const signature = signatures.findLast(isOwn);
  const refusal = refusals.findLast(isOwn);
  return (
    <li className={styles.signer}>
      <p>
        <span className={styles.name}>{attendee.name || t('people.unnamed')}</span>{' '}
        <span className={styles.facts}>{[t(`side.${attendee.side}`), attendee.duty].filter(Boolean).join(', ')}</span>
      </p>
      {voidSignatures.filter(isOwn).map((each) => (
        <OneSignature key={each.id} signature={each} isVoid />
      ))}
      {voidRefusals.filter(isOwn).map((each) => (
        <OneRefusal key={each.id} refusal={each} isVoid />
      ))}
      {signature && <OneSignature signature={signature} />}
      {refusal && <OneRefusal refusal={refusal} />}
      {!signature && mayFollowUp && (
        <div className={styles.ways}>
          <Button
            variant={refusal ? 'default' : 'filled'}
            size="compact-sm"
            leftSection={<IconWritingSign size={16} stroke={1.7} aria-hidden />}
            disabled={!isWhole}
            onClick={() => onAsk('sign')}
          >
            {t('sign.action')}
          </Button>
          {!refusal && (
            <Button variant="default" size="compact-sm" disabled={!isWhole} onClick={() => onAsk('refuse')}>
              {t('refuse.action')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function OneSignature({ signature, isVoid = false }: { signature: Signature; isVoid?: boolean }) {
  const { t } = useTranslation('documents');
  const { nameOf } = useCaseFile();
  const format = useFormat();
  return (
    <div className={styles.signature} data-void={isVoid}>
      <span className={styles.drawn}>
        <Drawn strokes={signature.strokes} label={t(isVoid ? 'signatures.drawnVoid' : 'signatures.drawn')} />
      </span>
      <span className={styles.facts}>
        {t('signatures.taken', { when: format.dateTime(msOfStamp(signature.at)), name: nameOf(signature.by) })}
        {isVoid && <strong className={styles.why}>{t('signatures.void')}</strong>}
      </span>
    </div>
  );
}

function OneRefusal({ refusal, isVoid = false }: { refusal: Refusal; isVoid?: boolean }) {
  const { t } = useTranslation('documents');
  return (
    <div className={styles.refusal} data-void={isVoid}>
      <RefusalWords refusal={refusal} />
      {isVoid && <strong className={styles.why}>{t('signatures.void')}</strong>}
    </div>
  );
}
