import type { Sector } from '../../schema/common.ts';
import type { PenaltyData, TemplateItem } from '../../schema/reference-data.ts';
import { foldedWords } from '../../storage/fold.ts';
import { type Dated, isInForce } from '../reference.ts';
import type { Words } from '../workflow/words.ts';

export type Penalty = Dated<PenaltyData>;

/** A provision that fits, and how well: 1 is all that was asked. */
export interface Match {
  readonly penalty: Penalty;
  readonly score: number;
}

/** What a search found; `whole`: with every word that was asked, else with as many of them as any provision has. */
export interface Found {
  readonly whole: boolean;
  readonly matches: readonly Match[];
}

/** What is offered for a checklist item; the words say plainly what the offer rests on. */
export interface Suggestion {
  /** `named`: the template names it. `similar`: the wording is alike, to be chosen by a person. */
  readonly basis: 'named' | 'similar' | 'none';
  readonly matches: readonly Match[];
  readonly words: Words;
}

/** What an offer rests on: a checklist item, or the provision that stands and is to be replaced. */
export interface SuggestionBasis extends Pick<TemplateItem, 'penaltyId' | 'questionVi'> {
  readonly isReplaced?: boolean;
}

/** The penalty catalogue with its wording prepared for comparison: make it once, ask it often. */
export interface PenaltyCatalogue {
  readonly all: readonly Penalty[];
  readonly termsOf: (penalty: Penalty) => Terms;
  /** What a search looks in: folded words, a space before each. */
  readonly textOf: (penalty: Penalty) => string;
  /** How much a term tells: rare ones more. */
  readonly weightOf: (term: string) => number;
}

/** The terms of a text and the sum of their squared weights. */
interface Terms {
  readonly terms: ReadonlySet<string>;
  readonly weight: number;
}

const mostMatches = 8;
const leastScore = 0.27;
/** Provisions of the case's own sector come first among those that fit alike. */
const ownSector = 1.15;

/** Subjects of the catalogue that belong to a sector. */
const subjects: Readonly<Record<Sector, readonly string[]>> = {
  post: ['post'],
  telecom: ['telecom'],
  it: ['it', 'information-online', 'information-security', 'games', 'eTransactions', 'cryptography'],
  radio: ['radio'],
  press: ['press', 'information-online'],
  publishing: ['publishing'],
};

export function catalogueOf(penalties: readonly Penalty[]): PenaltyCatalogue {
  const terms = new Map(penalties.map((penalty) => [penalty, termsIn(penalty.data.behaviourVi)]));
  const frequency = new Map<string, number>();
  for (const own of terms.values()) for (const term of own) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const weightOf = (term: string) => Math.log(1 + penalties.length / (1 + (frequency.get(term) ?? 0)));
  const weighed = new Map<Penalty, Terms>();
  for (const [penalty, own] of terms) weighed.set(penalty, { terms: own, weight: weightOfAll(own, weightOf) });
  const texts = new Map(penalties.map((penalty) => [penalty, textIn(penalty)]));
  return {
    all: penalties,
    weightOf,
    termsOf: (penalty) => weighed.get(penalty) ?? { terms: new Set(), weight: 0 },
    textOf: (penalty) => texts.get(penalty) ?? '',
  };
}

/**
 * Provisions in force on the day of the act (yyyy-mm-dd) that fit what a person typed: words in any order, tones or not,
 * or a place such as "điều 7 khoản 2". Where none has all the words, those that have most of them. For an act that went on
 * until it was found, the day is that of finding it (Decree 174/2026 art. 115(2)).
 */
export function searchProvisions(
  catalogue: PenaltyCatalogue,
  query: string,
  actOn: string,
  sector: Sector | null,
): Found {
  const place = placeIn(query);
  const words = foldedWords(place ? query.replace(placePattern, ' ') : query);
  const fits = ({ data }: Penalty) =>
    (!place?.article || data.article === place.article) &&
    (!place?.clause || data.clause === place.clause) &&
    (!place?.point || data.point === place.point);
  const countIn = (penalty: Penalty) => words.filter((word) => catalogue.textOf(penalty).includes(` ${word}`)).length;
  const counted = inForce(catalogue, actOn)
    .filter(fits)
    .map((penalty) => ({ penalty, count: countIn(penalty) }));
  const most = counted.reduce((sofar, { count }) => Math.max(sofar, count), 0);
  // Fewer than two thirds of the words in common are chance.
  if (most * 3 < words.length * 2) return { whole: true, matches: [] };
  const asked = termsIn(words.join(' '));
  const matches = counted
    .filter(({ count }) => count === most)
    .map(({ penalty }) => ({ penalty, score: words.length === 0 ? 1 : likeness(catalogue, asked, penalty) }));
  return { whole: most === words.length, matches: ranked(matches, sector) };
}

/**
 * Provisions for an item that is not complied with, or in the place of another provision. The one that the template names,
 * when it was in force on the day of the act; else those in force whose wording is like the named one's, or like the
 * question. Never chosen by itself.
 */
export function suggestProvisions(
  catalogue: PenaltyCatalogue,
  item: SuggestionBasis,
  actOn: string,
  sector: Sector | null,
): Suggestion {
  const named = catalogue.all.find((penalty) => penalty.id === item.penaltyId) ?? null;
  const stands = named !== null && isInForce(named, actOn);
  if (stands && !item.isReplaced) {
    return {
      basis: 'named',
      matches: [{ penalty: named, score: 1 }],
      words: {
        vi: 'Gợi ý từ mục bảng kiểm, cần người kiểm tra xác nhận.',
        en: 'Suggested by the checklist item; to be confirmed.',
      },
    };
  }
  const { questionVi } = item;
  const texts = named ? [named.data.behaviourVi, `${named.data.behaviourVi} ${questionVi}`] : [questionVi];
  const asked = texts.map(termsIn);
  const nearest = inForce(catalogue, actOn)
    .filter((penalty) => penalty !== named)
    .map((penalty) => ({ penalty, score: Math.max(...asked.map((terms) => likeness(catalogue, terms, penalty))) }))
    .filter(({ score }) => score >= leastScore);
  const own = nearest.filter(({ penalty }) => sector !== null && subjects[sector].includes(penalty.data.subject));
  // Another sector's wording is offered only where the own has none that is alike.
  const alike = own.length > 0 ? own : nearest;
  if (alike.length === 0) {
    return {
      basis: 'none',
      matches: [],
      words: {
        vi: 'Chưa tìm thấy điều khoản phù hợp, vui lòng tra cứu.',
        en: 'No fitting provision was found; please search.',
      },
    };
  }
  return { basis: 'similar', matches: ranked(alike, sector), words: similarWords(named, stands, item, actOn) };
}

function similarWords(named: Penalty | null, stands: boolean, { isReplaced }: SuggestionBasis, actOn: string): Words {
  if (!named) {
    return {
      vi: 'Các điều khoản gần nghĩa với câu hỏi, vui lòng đối chiếu và chọn.',
      en: 'Provisions worded like the question: please compare and choose.',
    };
  }
  if (stands) {
    return {
      vi: 'Các điều khoản gần nghĩa với điều khoản đang chọn, vui lòng đối chiếu và chọn.',
      en: 'Provisions worded like the one that is chosen: please compare and choose.',
    };
  }
  const [vi, en] = isReplaced ? ['đang chọn', 'that is chosen'] : ['mà bảng kiểm nêu', 'that the checklist names'];
  return {
    vi: `Điều khoản ${vi} không áp dụng cho ngày ${spoken(actOn)}. Dưới đây là các điều khoản gần nghĩa đang có hiệu lực, vui lòng đối chiếu và chọn.`,
    en: `The provision ${en} does not apply on ${actOn}. These are in force and worded alike: please compare and choose.`,
  };
}

function inForce(catalogue: PenaltyCatalogue, day: string): Penalty[] {
  return catalogue.all.filter((penalty) => isInForce(penalty, day));
}

function ranked(matches: readonly Match[], sector: Sector | null): Match[] {
  const own: readonly string[] = sector ? subjects[sector] : [];
  const rank = ({ penalty, score }: Match) => score * (own.includes(penalty.data.subject) ? ownSector : 1);
  return [...matches].sort((a, b) => rank(b) - rank(a) || comparePlaces(a.penalty, b.penalty)).slice(0, mostMatches);
}

function comparePlaces(a: Penalty, b: Penalty): number {
  return a.data.article - b.data.article || a.data.clause - b.data.clause || (a.id < b.id ? -1 : 1);
}

/** Weighted share of terms that two texts have in common: the cosine of their sets, 0 to 1. */
function likeness({ termsOf, weightOf }: PenaltyCatalogue, asked: ReadonlySet<string>, penalty: Penalty): number {
  const own = termsOf(penalty);
  const shared = weightOfAll(
    [...asked].filter((term) => own.terms.has(term)),
    weightOf,
  );
  return shared === 0 ? 0 : shared / Math.sqrt(weightOfAll(asked, weightOf) * own.weight);
}

function weightOfAll(terms: Iterable<string>, weightOf: (term: string) => number): number {
  let sum = 0;
  for (const term of terms) sum += weightOf(term) ** 2;
  return sum;
}

function textIn({ data }: Penalty): string {
  return ` ${foldedWords(`${data.articleHeadingVi ?? ''} ${data.behaviourVi} ${data.decree}`).join(' ')}`;
}

/** Vietnamese writes syllables apart: pairs of neighbours stand for the words that they make. */
function termsIn(text: string): Set<string> {
  const words = foldedWords(text);
  const pairs = words.slice(1).map((word, place) => `${words[place]} ${word}`);
  return new Set([...words, ...pairs]);
}

const placePattern = /(?:điều|dieu|khoản|khoan|điểm|diem)\s+[\p{L}\p{N}]+/giu;

function placeIn(query: string): { article?: number; clause?: number; point?: string } | null {
  const text = query.toLowerCase().normalize('NFC');
  const article = /(?:điều|dieu)\s+(\d+)/u.exec(text)?.[1];
  const clause = /(?:khoản|khoan)\s+(\d+)/u.exec(text)?.[1];
  const point = /(?:điểm|diem)\s+([a-zđ])(?![\p{L}\p{N}])/u.exec(text)?.[1];
  if (!article && !clause && !point) return null;
  return {
    ...(article ? { article: Number(article) } : {}),
    ...(clause ? { clause: Number(clause) } : {}),
    ...(point ? { point } : {}),
  };
}

function spoken(day: string): string {
  return day.split('-').reverse().join('/');
}
