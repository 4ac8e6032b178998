import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { useAppInfo } from '../../app/app-info.tsx';
import type { LockReason } from '../../app/session/gate.tsx';
import { BrandMark } from '../../app/shell/BrandMark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { PeopleList } from './PeopleList.tsx';
import styles from './SignInPage.module.css';
import { type Step, StepForm } from './StepForm.tsx';
import { usePeople } from './use-people.ts';

interface SignInPageProps {
  /** Why the vault was shut; null when the program has just started. */
  reason: LockReason | null;
  /** Whose turn it probably is: who was here before the lock. */
  personId: string | null;
}

/** Who is using this machine: people at the left, the way in at the right. */
export function SignInPage({ reason, personId }: SignInPageProps) {
  const { t } = useTranslation('app');
  const { t: words } = useTranslation('signIn');
  const titleId = useId();
  const info = useAppInfo();
  const { people, accounts, problem, refresh } = usePeople();
  const [chosen, setChosen] = useState<Step | null>(null);
  const step = chosen ?? firstStep(people, personId, reason);
  const selected = step?.at === 'pin' ? step.person.person.id : null;

  return (
    <div className={styles.page}>
      <section className={styles.people} aria-labelledby={titleId}>
        <div className={styles.brand}>
          <BrandMark />
          <span className={styles.name}>{t('name')}</span>
          {info.demonstration && <span className={styles.sample}>{t('demonstration')}</span>}
        </div>
        <div className={styles.middle}>
          {reason && reason !== 'person' && (
            <Notice tone={reason === 'idle' || reason === 'suspend' ? 'info' : 'soon'}>
              {words(`reason.${reason}`)}
            </Notice>
          )}
          {problem && <ProblemNotice problem={problem} onRetry={refresh} />}
          <h1 id={titleId} className={styles.title}>
            {words('title')}
          </h1>
          <PeopleList
            people={people}
            selected={selected}
            onSelect={(person) => setChosen({ at: 'pin', person })}
            onOther={() => setChosen({ at: 'password', forgottenBy: null })}
          />
          {accounts.length > 0 && <DemoAccounts accounts={accounts} />}
        </div>
        <p className={styles.device}>{info.deviceName}</p>
      </section>
      <main className={styles.entry}>
        {step && (
          <StepForm key={keyOf(step)} step={step} chosen={chosen !== null} onStep={setChosen} onTried={refresh} />
        )}
        {people !== null && !step && <p className={styles.choose}>{words('choose')}</p>}
      </main>
    </div>
  );
}

function firstStep(
  people: readonly PersonOnDevice[] | null,
  personId: string | null,
  reason: LockReason | null,
): Step | null {
  if (!people) return null;
  if (people.length === 0) return { at: 'password', forgottenBy: null };
  const before = people.find(({ person }) => person.id === personId) ?? (reason === null ? people[0] : undefined);
  return before ? { at: 'pin', person: before } : null;
}

/** A new form for another person or step: nothing typed is carried over. */
function keyOf(step: Step): string {
  return step.at === 'password' ? `password ${step.forgottenBy ?? ''}` : `${step.at} ${step.person.person.id}`;
}
