import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import type { CarriedBundle } from '../../data/bundles/carried.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useLive } from '../../ui/use-documents.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import styles from './ExchangeTab.module.css';

const none: readonly CarriedBundle[] = [];

/** Colleagues' files that this laptop keeps until the server has them. */
export function CarriedSection() {
  const { t } = useTranslation('exchange');
  const { workspace, inspectionCase } = useCaseFile();
  const carried = useLive(workspace.bundles.carried$, none).value.filter(({ caseId }) => caseId === inspectionCase.id);
  if (carried.length === 0) return null;
  return (
    <section>
      <SectionHeading title={t('carried.title')} count={carried.length} />
      <p className={styles.small}>{t('carried.words')}</p>
      <ul className={styles.rows}>
        {carried.map((each) => (
          <CarriedRow key={each.id} carried={each} />
        ))}
      </ul>
    </section>
  );
}

function CarriedRow({ carried: { madeBy, at, problem } }: { carried: CarriedBundle }) {
  const { t } = useTranslation('exchange');
  const { nameOf } = useCaseFile();
  const format = useFormat();
  return (
    <li className={styles.row}>
      <span>{nameOf(madeBy)}</span>
      <span>{problem ? <Refusal code={problem} /> : t('carried.waits')}</span>
      <span className={styles.small}>{t('take.madeAt', { at: format.dateTime(msOfStamp(at)) })}</span>
    </li>
  );
}

function Refusal({ code }: { code: NonNullable<CarriedBundle['problem']> }) {
  return <>{useProblemText(code).what}</>;
}
