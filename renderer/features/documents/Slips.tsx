import type { ReactNode } from 'react';
import { type Receipt, type SealLabel, type SlipFacts, slipWords } from '../../../shared/domain/document/slips.ts';
import { QrCode } from '../../ui/codes/QrCode.tsx';
import styles from './Slips.module.css';

/** A seal's label, to be stuck on the thing. Its words are Vietnamese in every language of the screen. */
export function SealSlip({ label }: { label: SealLabel }) {
  return (
    <Slip code={label.code} facts={label}>
      <p className={styles.title}>{slipWords.seal}</p>
      <p className={styles.number}>{label.number}</p>
      <p className={styles.thing}>{label.thing}</p>
    </Slip>
  );
}

/** What changed hands, for whoever gave and whoever took it. */
export function ReceiptSlip({ receipt }: { receipt: Receipt }) {
  return (
    <Slip code={receipt.code} facts={receipt}>
      <p className={styles.title}>{receipt.title}</p>
      {receipt.things.map(({ id, words }) => (
        <p key={id} className={styles.line}>
          {words}
        </p>
      ))}
      <p className={styles.line}>{slipWords.total(receipt.things.length)}</p>
      <div className={styles.signers}>
        <p>{slipWords.giver}</p>
        <p>{slipWords.taker}</p>
      </div>
    </Slip>
  );
}

function Slip({ code, facts, children }: { code: string; facts: SlipFacts; children: ReactNode }) {
  const { agency, caseNumber, by, when } = facts;
  return (
    <section className={styles.slip} lang="vi">
      {agency && <p className={styles.agency}>{agency}</p>}
      {children}
      <div className={styles.foot}>
        <span className={styles.code}>
          <QrCode text={code} />
        </span>
        <p className={styles.facts}>
          {caseNumber && <span>{slipWords.case(caseNumber)}</span>}
          <span>{by}</span>
          <span>{when}</span>
        </p>
      </div>
    </section>
  );
}
