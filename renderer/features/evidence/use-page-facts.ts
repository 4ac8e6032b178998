import { useEffect, useState } from 'react';
import { factsOf, mostFactsBytes, type PageFacts } from '../../../shared/domain/evidence/page-facts.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';

/** What was known of a captured page, by its original; a colleague's is fetched by itself. `unknown` until it is here, null for what is none. */
export function usePageFacts(evidence: Evidence): PageFacts | null | 'unknown' {
  const { originals, fetches } = useEvidenceFiles();
  const [facts, setFacts] = useState<PageFacts | null | 'unknown'>('unknown');
  const { sha256, sizeBytes, mediaType } = evidence.signed.record;
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      if (sizeBytes > mostFactsBytes) return setFacts(null);
      const content = { sha256, sizeBytes };
      if (!(await fetches.has(content))) await fetches.fetch(evidence.id, 'original', content);
      const answer = await fetch(originals.addressOf(content, mediaType));
      if (!isGone) setFacts(answer.ok ? factsOf(await answer.text()) : null);
    };
    // Not here, and no network: it is asked for when it is next looked at.
    read().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [fetches, originals, evidence.id, sha256, sizeBytes, mediaType]);
  return facts;
}
