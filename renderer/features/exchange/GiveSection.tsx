import { Button, Checkbox, Progress } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { type GivenFile, giveToFile } from '../../data/bundles/bundle-file.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ExchangeTab.module.css';
import { useKnowsServer } from './use-knows-server.ts';
import { type Receiver, useReceivers } from './use-receivers.ts';

/** Writes what this laptop has of the case to a file that only the chosen colleagues can open. */
export function GiveSection() {
  const { t } = useTranslation('exchange');
  const { workspace, inspectionCase, evidence, today } = useCaseFile();
  const shell = useBridge();
  const format = useFormat();
  const receivers = useReceivers();
  const able = receivers.filter(({ keys }) => keys.length > 0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [withOriginals, setWithOriginals] = useState(false);
  const [progress, setProgress] = useState<readonly [number, number] | null>(null);
  const [given, setGiven] = useState<GivenFile | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const chosen = able.filter(({ id }) => !left.has(id));
  const knowsServer = useKnowsServer();
  const [toServer, setToServer] = useState(false);
  const isToServer = knowsServer && toServer;
  const names = [...chosen.map(({ name }) => name), ...(isToServer ? [t('give.server')] : [])];
  const sizeBytes = evidence.reduce((sum, { signed }) => sum + signed.record.sizeBytes, 0);

  const give = async () => {
    setProgress([0, 0]);
    setProblem(null);
    setGiven(null);
    try {
      const name = inspectionCase.number || inspectionCase.entityName;
      const file = await giveToFile({
        ...{ workspace, shell, inspectionCase, evidence, withOriginals },
        receivers: chosen.flatMap(({ keys }) => keys),
        toServer: isToServer,
        suggestedName: `${t('give.fileName', { name, day: today, by: workspace.session.person.name })}.minhtra`,
        onProgress: (done, all) => setProgress([done, all]),
      });
      setGiven(file);
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setProgress(null);
    }
  };
  return (
    <section className={styles.way}>
      <div>
        <SectionHeading title={t('give.title')} />
        <ul className={styles.rows}>
          {receivers.map((receiver) => (
            <ReceiverRow
              key={receiver.id}
              receiver={receiver}
              isChosen={chosen.includes(receiver)}
              onChoose={(isChosen) => {
                const next = new Set(left);
                if (isChosen) next.delete(receiver.id);
                else next.add(receiver.id);
                setLeft(next);
              }}
            />
          ))}
          <li className={styles.row}>
            <Checkbox
              checked={isToServer}
              disabled={!knowsServer}
              onChange={(event) => setToServer(event.currentTarget.checked)}
              label={t('give.server')}
              description={t(knowsServer ? 'give.serverHint' : 'give.noServerKey')}
            />
          </li>
        </ul>
        {receivers.length === 0 && <p className={styles.small}>{t('give.nobody')}</p>}
      </div>
      {evidence.length > 0 && (
        <Checkbox
          checked={withOriginals}
          onChange={(event) => setWithOriginals(event.currentTarget.checked)}
          label={t('give.withOriginals', { count: evidence.length, size: format.size(sizeBytes) })}
          description={t('give.originalsHint')}
        />
      )}
      <div className={styles.actions}>
        <Button
          leftSection={<IconFileExport size={18} stroke={1.7} aria-hidden />}
          onClick={give}
          disabled={names.length === 0}
          loading={progress !== null}
        >
          {t('give.action')}
        </Button>
        {progress && progress[1] > 0 && (
          <span className={styles.small}>
            {t('give.progress', { done: format.number(progress[0]), all: format.number(progress[1]) })}
          </span>
        )}
      </div>
      {progress && progress[1] > 0 && (
        <Progress value={(progress[0] / progress[1]) * 100} aria-label={t('give.action')} />
      )}
      {given && (
        <Notice tone="done" title={t('give.done')}>
          {chosen.length > 0 && t('give.doneWords', { names: chosen.map(({ name }) => name).join(', ') })}
          {isToServer && ` ${t('give.doneServer')}`}
          {given.away > 0 && ` ${t('give.away', { count: given.away })}`}
        </Notice>
      )}
      {problem && <ProblemNotice problem={problem} onRetry={give} />}
    </section>
  );
}

function ReceiverRow({
  receiver: { name, keys },
  isChosen,
  onChoose,
}: {
  receiver: Receiver;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}) {
  const { t } = useTranslation('exchange');
  const isAble = keys.length > 0;
  return (
    <li className={styles.row}>
      <Checkbox
        checked={isChosen}
        disabled={!isAble}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        label={name}
        description={isAble ? t('give.laptops', { count: keys.length }) : t('give.noKey')}
      />
    </li>
  );
}
