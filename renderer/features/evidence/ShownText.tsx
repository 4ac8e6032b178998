import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ShownText.module.css';

interface ShownTextProps {
  address: string;
  sizeBytes: number;
  name: string;
  onError: () => void;
}

/** More of a text is not shown: the window would stand still over it. */
const shownBytes = 1_048_576;

/** The beginning of a text, as it stands there: of a page or picture that is written as text the source. */
export function ShownText({ address, sizeBytes, name, onError }: ShownTextProps) {
  const { t } = useTranslation('evidenceTab');
  const format = useFormat();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const answer = await fetch(address, { headers: { range: `bytes=0-${shownBytes - 1}` } });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (!isGone) setText(new TextDecoder('utf-8').decode(bytes, { stream: true }));
    };
    read().catch(() => isGone || onError());
    return () => {
      isGone = true;
    };
  }, [address, onError]);
  if (text === null) return null;
  return (
    <div className={styles.text}>
      {sizeBytes > shownBytes && (
        <p className={styles.part}>
          {t('viewer.textPart', { shown: format.size(shownBytes), all: format.size(sizeBytes) })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys */}
      <section className={styles.words} aria-label={name} tabIndex={0}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
