import { useTranslation } from 'react-i18next';
import type { PageState } from '../../../shared/bridge/capture.ts';
import { problemText } from '../../../shared/problem/texts.ts';
import type { Tone } from '../../ui/tone.ts';
import tones from '../../ui/tones.module.css';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './CaptureBar.module.css';
import type { CapturedPage } from './use-captured-page.ts';

/** One line: what became of the last capture, what is wrong with the page, or how it was reached. */
export function CaptureStatus({ page }: { page: CapturedPage }) {
  const { tone, words, role } = useStatus(page);
  return (
    <p className={styles.status} role={role} title={words}>
      <span className={tones.text} data-tone={tone}>
        {words}
      </span>
    </p>
  );
}

/** No network, or no such name: what Chromium says of both. */
function isUnreached({ trouble, failure }: PageState): boolean {
  return (
    trouble === 'failed' && /^ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_)/.test(failure)
  );
}

interface Status {
  readonly tone: Tone;
  readonly words: string;
  readonly role: 'status' | 'alert';
}

function useStatus({ state, isTaking, outcome }: CapturedPage): Status {
  const { t } = useTranslation('capture');
  const language = useLanguage();
  const { connection, certificate, trouble } = state;
  if (isTaking) return { tone: 'info', words: t('taking'), role: 'status' };
  if (outcome && 'problem' in outcome) {
    const { what, todo } = problemText(outcome.problem, language);
    return { tone: 'late', words: `${what} ${todo}`, role: 'alert' };
  }
  // What has become of the page since it was taken.
  if (trouble !== 'none')
    return {
      tone: 'late',
      words: t(`trouble.${isUnreached(state) ? 'unreached' : trouble}`, { failure: state.failure }),
      role: 'alert',
    };
  if (outcome) {
    const saved = t('saved', { count: outcome.originals });
    return { tone: 'done', words: outcome.isCut ? `${saved} ${t('cut')}` : saved, role: 'status' };
  }
  if (connection === 'bad')
    return { tone: 'late', words: t('connection.bad', { verdict: certificate.verdict }), role: 'alert' };
  if (state.isLoading) return { tone: 'info', words: t('loading'), role: 'status' };
  if (connection === 'none') return { tone: 'neutral', words: t('begin'), role: 'status' };
  const { subject, issuer } = certificate;
  const words = connection === 'plain' ? t('connection.plain') : subject && t('connection.secure', { subject, issuer });
  return { tone: connection === 'plain' ? 'soon' : 'neutral', words, role: 'status' };
}
