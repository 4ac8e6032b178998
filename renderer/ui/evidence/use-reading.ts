import { useEffect, useState } from 'react';
import { decimalWords, mostReadingBytes, type Reading, readingOf } from '../../../shared/domain/evidence/reading.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useFormat } from '../use-format.ts';
import { useEvidenceFiles } from './evidence-files.tsx';

/** What was read from a device, by its original; a colleague's is fetched by itself. Null while it is not here, or for what is none. */
export function useReading(evidence: Evidence): Reading | null {
  const { originals, fetches } = useEvidenceFiles();
  const [reading, setReading] = useState<Reading | null>(null);
  const { kind, sha256, sizeBytes, mediaType } = evidence.signed.record;
  useEffect(() => {
    if (kind !== 'reading' || sizeBytes > mostReadingBytes) return;
    let isGone = false;
    const read = async () => {
      const content = { sha256, sizeBytes };
      if (!(await fetches.has(content))) await fetches.fetch(evidence.id, 'original', content);
      const answer = await fetch(originals.addressOf(content, mediaType));
      if (answer.ok && !isGone) setReading(readingOf(await answer.text()));
    };
    // Not here, and no network: it is asked for when it is next looked at.
    read().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [fetches, originals, evidence.id, kind, sha256, sizeBytes, mediaType]);
  return reading;
}

/** A reading's number and unit, as they are said. */
export function useReadingWords(): (reading: Pick<Reading, 'value' | 'unit'>) => string {
  const { separators } = useFormat();
  return ({ value, unit }) => [decimalWords(value, separators), unit].filter(Boolean).join('\u00a0');
}
