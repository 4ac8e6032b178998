import { useTranslation } from 'react-i18next';
import type { PageFacts } from '../../../shared/domain/evidence/page-facts.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { FactList } from '../../ui/FactList.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CapturedPageFacts.module.css';
import { usePageFacts } from './use-page-facts.ts';

type Fact = readonly [string, string];

interface CapturedPageFactsProps {
  evidence: Evidence;
  /** With headers, certificates and files as well. */
  withAll?: boolean;
}

/** What was known of a public page when it was captured; says where its certificate did not stand. */
export function CapturedPageFacts({ evidence, withAll = false }: CapturedPageFactsProps) {
  const { t } = useTranslation('evidenceTab');
  const facts = usePageFacts(evidence);
  const main = useMainFacts();
  if (facts === 'unknown') return null;
  if (facts === null) return <Notice tone="soon">{t('page.broken')}</Notice>;
  const { tls } = facts;
  return (
    <section className={styles.page}>
      {tls && tls.verdict !== 'OK' && (
        <Notice tone="late" title={`${t('page.certificate')}:`}>
          {t('page.invalid', { verdict: tls.verdict })}
        </Notice>
      )}
      <FactList facts={main(facts).filter(([, value]) => value !== '')} />
      {withAll && <AllFacts facts={facts} />}
    </section>
  );
}

function useMainFacts(): (facts: PageFacts) => readonly Fact[] {
  const { t } = useTranslation('evidenceTab');
  const format = useFormat();
  return ({ tls, page, ...facts }) => {
    const time = (at: string) => format.dateTime(Date.parse(at));
    const seconds = format.number(Math.round(facts.clockOffsetMs / 1_000) || 0);
    const size = { width: format.number(page.width), height: format.number(page.height) };
    return [
      [t('page.answered'), facts.addressAnswered],
      [t('page.asked'), facts.addressAsked === facts.addressAnswered ? '' : facts.addressAsked],
      [t('page.shown'), facts.addressShown === facts.addressAnswered ? '' : facts.addressShown],
      [t('page.redirects'), facts.redirects.map(({ status, to }) => t('page.redirect', { status, to })).join('\n')],
      [t('page.when'), [...new Set([time(facts.capturedFrom), time(facts.capturedTo)])].join(', ')],
      [t('page.offset'), t('page.seconds', { seconds })],
      [t('page.loaded'), t(facts.wasLoaded ? 'page.yes' : 'page.no')],
      [t('page.status'), [String(facts.status), facts.protocol].filter(Boolean).join(', ')],
      [t('page.server'), facts.serverAddress],
      [t('page.tls'), tls ? [tls.protocol, tls.cipher].filter(Boolean).join(', ') : t('page.plain')],
      [
        t('page.certificate'),
        (tls && (tls.verdict === 'OK' ? t('page.valid') : t('page.invalid', { verdict: tls.verdict }))) || '',
      ],
      [t('page.size'), t(page.isCut ? 'page.cut' : 'page.pixels', size)],
      [t('page.agent'), facts.userAgent],
    ];
  };
}

function AllFacts({ facts: { tls, headers, files } }: { facts: PageFacts }) {
  const { t } = useTranslation('evidenceTab');
  const oneLine = (name: string) => name.replaceAll('\n', ', ');
  return (
    <>
      {tls?.certificates.map(({ subject, issuer, validFrom, validTo, sha256 }) => (
        <div key={sha256}>
          <SectionHeading title={t('page.certificate')} />
          <FactList
            facts={[
              [t('page.owner'), oneLine(subject)],
              [t('page.issuer'), oneLine(issuer)],
              [t('page.validity'), `${validFrom} – ${validTo}`],
              [t('page.fingerprint'), sha256],
            ]}
          />
        </div>
      ))}
      <div>
        <SectionHeading title={t('page.headers')} />
        <pre className={styles.headers}>{headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
      </div>
      <div>
        <SectionHeading title={t('page.files')} />
        <FactList facts={files.map(({ name, sha256 }) => [name, sha256])} />
      </div>
    </>
  );
}
