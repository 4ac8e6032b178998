import { Button, Progress } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { type TakenBundle, type TakenFile, takeFromFile } from '../../data/bundles/bundle-file.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { readReference } from '../../ui/use-reference.ts';
import styles from './ExchangeTab.module.css';

/** Takes a colleague's file into this case, and says what it brought. */
export function TakeSection() {
  const { t } = useTranslation('exchange');
  const { workspace, inspectionCase } = useCaseFile();
  const shell = useBridge();
  const format = useFormat();
  const [isBusy, setBusy] = useState(false);
  const [progress, setProgress] = useState<readonly [number, number] | null>(null);
  const [taken, setTaken] = useState<TakenFile | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const take = async () => {
    setBusy(true);
    setProblem(null);
    setTaken(null);
    try {
      const keys = (await readReference(workspace, 'keys')).map(({ data }) => data);
      const onProgress = (done: number, all: number) => setProgress([done, all]);
      setTaken(await takeFromFile({ workspace, shell, caseId: inspectionCase.id, keys, onProgress }));
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(false);
      setProgress(null);
    }
  };
  return (
    <section className={styles.way}>
      <div>
        <SectionHeading title={t('take.title')} />
        <p className={styles.small}>{t('take.words')}</p>
      </div>
      <div className={styles.actions}>
        <Button
          variant="default"
          leftSection={<IconFileImport size={18} stroke={1.7} aria-hidden />}
          onClick={take}
          loading={isBusy}
        >
          {t('take.action')}
        </Button>
        {progress && (
          <span className={styles.small}>
            {t('take.progress', { done: format.number(progress[0]), all: format.number(progress[1]) })}
          </span>
        )}
      </div>
      {progress && <Progress value={(progress[0] / progress[1]) * 100} aria-label={t('take.action')} />}
      {problem && <ProblemNotice problem={problem} onRetry={take} />}
      {taken && <TakenWords taken={taken} />}
    </section>
  );
}

function TakenWords({ taken: { bundles, leftOut, files } }: { taken: TakenFile }) {
  const { t } = useTranslation('exchange');
  const { inspectionCase } = useCaseFile();
  const differences = bundles.reduce((sum, bundle) => sum + bundle.differences, 0);
  const isNew = files > 0 || bundles.some(({ added, changed }) => added + changed > 0);
  return (
    <>
      <Notice tone="done" title={t(isNew ? 'take.done' : 'take.nothingNew')}>
        {files > 0 && t('take.files', { count: files })}
      </Notice>
      <ul className={styles.rows}>
        {bundles.map((bundle) => (
          <BundleRow key={`${bundle.madeBy} ${bundle.at}`} bundle={bundle} />
        ))}
      </ul>
      {differences > 0 && (
        <Notice
          tone="soon"
          title={t('take.differences', { count: differences })}
          action={<Link to={paths.case(inspectionCase.id, 'conflicts')}>{t('take.choose')}</Link>}
        />
      )}
      {leftOut.map((problem) => (
        <ProblemNotice key={problem.code} problem={problem} tone="soon" />
      ))}
    </>
  );
}

function BundleRow({ bundle: { madeBy, at, added, changed } }: { bundle: TakenBundle }) {
  const { t } = useTranslation('exchange');
  const { nameOf } = useCaseFile();
  const format = useFormat();
  return (
    <li className={styles.row}>
      <span>{nameOf(madeBy)}</span>
      <span>{added + changed === 0 ? t('take.same') : t('take.brought', { added, changed })}</span>
      <span className={styles.small}>{t('take.madeAt', { at: format.dateTime(msOfStamp(at)) })}</span>
    </li>
  );
}
