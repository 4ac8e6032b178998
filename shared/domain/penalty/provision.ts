import type { Provision } from '../../schema/findings.ts';
import type { PenaltyData } from '../../schema/reference-data.ts';
import type { Dated } from '../reference.ts';
import decrees from './decrees.json' with { type: 'json' };

/** Whom a finding is about. */
export type Offender = 'organisation' | 'household' | 'individual';

export interface FineRange {
  readonly min: number;
  readonly max: number;
  /** Article that says how the decree's figures apply to this offender; null where they apply as they are. */
  readonly basis: string | null;
  /** False where the provision, or how it applies, is not confirmed. */
  readonly isSure: boolean;
}

/** A provision as the finding keeps it: as it stood on the day of the act. */
export function provisionOf({ id, confidence, data }: Dated<PenaltyData>): Provision {
  const { decree, article, clause, point, behaviourVi, fineMin, fineMax, appliesTo } = data;
  return { id, decree, article, clause, point, behaviour: behaviourVi, fineMin, fineMax, appliesTo, confidence };
}

/**
 * The range in VND for an offender. Figures for organisations are halved for individuals, by each decree's own article;
 * figures for individuals alone (15/2020 art. 106, 174/2026 art. 101) fit no organisation: null. Which range a household
 * business is under is not confirmed: it is shown as an individual's, unconfirmed.
 */
export function fineRange(provision: Provision, offender: Offender): FineRange | null {
  const { fineMin: min, fineMax: max, appliesTo, decree, article, confidence } = provision;
  const isRead = confidence === 'high';
  if (appliesTo === 'individual') {
    if (offender === 'organisation') return null;
    return { min, max, basis: null, isSure: isRead && offender === 'individual' };
  }
  if (offender === 'organisation') return { min, max, basis: null, isSure: isRead };
  const rule = decrees.find((each) => each.decree === decree && !each.except.includes(article));
  const basis = `${rule?.halfForIndividuals ?? ''} Nghị định ${decree}`.trim();
  const isSure = isRead && rule?.confidence === 'high' && offender === 'individual';
  return { min: min / 2, max: max / 2, basis, isSure };
}

/** How a provision is cited: `điểm a khoản 2 Điều 7 Nghị định 15/2020/NĐ-CP`; what has not been read is left out. */
export function citationOf(
  provision: Pick<Provision, 'decree' | 'article' | 'clause' | 'point'>,
  language: 'vi' | 'en',
): string {
  const { decree, article, clause, point } = provision;
  if (language === 'en') {
    const place = `${article || ''}${clause ? `(${clause})` : ''}${point ? `(${point})` : ''}`;
    return [article ? `art. ${place},` : '', `Decree ${decree}`].filter(Boolean).join(' ');
  }
  return [
    point && `điểm ${point}`,
    clause ? `khoản ${clause}` : '',
    article ? `Điều ${article}` : '',
    `Nghị định ${decree}`,
  ]
    .filter(Boolean)
    .join(' ');
}
