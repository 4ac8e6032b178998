import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemoAccount } from '../../../shared/bridge/contract.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { isDatabaseProblem } from '../../app/session/database-problems.ts';
import { useGate } from '../../app/session/gate.tsx';
import { useBridge } from '../../app/workspace-context.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './DemoAccounts.module.css';

/** The demonstration's accounts: one click and one is in. */
export function DemoAccounts({ accounts }: { accounts: readonly DemoAccount[] }) {
  const { t } = useTranslation('signIn');
  const shell = useBridge();
  const gate = useGate();
  const [entering, setEntering] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const enter = ({ username, person }: DemoAccount) => {
    setEntering(username);
    setProblem(null);
    shell.call('session.enterDemonstration', { username }).then(gate.enter, (thrown) => {
      const found = problemOf(thrown);
      if (isDatabaseProblem(found.code)) return gate.fail(person.id, found);
      setEntering(null);
      setProblem(found);
    });
  };

  return (
    <section className={styles.section} aria-label={t('demonstration.title')}>
      <h2 className={styles.title}>{t('demonstration.title')}</h2>
      <p className={styles.hint}>{t('demonstration.hint')}</p>
      <div className={styles.row}>
        {accounts.map((account) => {
          const { username, person } = account;
          const role = t(`demonstration.role.${person.role}`);
          return (
            <UnstyledButton
              key={username}
              className={styles.account}
              disabled={entering !== null}
              aria-busy={entering === username}
              onClick={() => enter(account)}
            >
              <span className={styles.role}>{role}</span>
              <span className={styles.name}>{person.name}</span>
            </UnstyledButton>
          );
        })}
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </section>
  );
}
