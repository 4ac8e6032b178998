import { type Answer, answerId } from '../shared/schema/answers.ts';
import { type CaseState, caseStates, type InspectionCase } from '../shared/schema/cases.ts';
import type { Finding } from '../shared/schema/findings.ts';
import { prose } from './prose.ts';
import { oneOf, type Random, seeded } from './random.ts';

const firstMs = Date.UTC(2026, 0, 1);
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const author = { scope: 'song-mai', by: 'p-an', device: 'device-3f9c1a2b4d5e6f70' } as const;

function day(random: Random): string {
  return new Date(firstMs + Math.floor(random() * 360) * 86_400_000).toISOString().slice(0, 10);
}

/** A ULID of this moment; what is random in it is as hard to zip as in a real one. */
function idAt(ms: number, random: Random): string {
  let time = '';
  for (let rest = ms, digit = 0; digit < 10; digit++, rest = Math.floor(rest / 32)) time = crockford[rest % 32] + time;
  return time + Array.from({ length: 16 }, () => crockford[Math.floor(random() * 32)]).join('');
}

function syncedAt(ms: number, random: Random) {
  const stamp = (at: number) => `${at.toString(36).padStart(9, '0')}000-${author.device}`;
  return {
    id: idAt(ms, random),
    scope: author.scope,
    createdAt: stamp(ms),
    createdBy: author.by,
    updatedAt: stamp(ms + Math.floor(random() * 3_600_000)),
    updatedBy: author.by,
    device: author.device,
    clockOffsetMs: Math.floor(random() * 400) - 200,
    conflicts: [],
  };
}

/** The n-th inspection case, about 2 KB of JSON: the same in every peer and every run. */
export function makeCase(n: number): InspectionCase {
  const random = seeded(20_261_118 + n);
  return {
    ...syncedAt(firstMs + n * 60_000, random),
    number: `KT-2026-${String(n).padStart(5, '0')}`,
    kind: random() < 0.5 ? 'inspection' : 'specialisedCheck',
    planned: random() < 0.5,
    sector: 'post',
    procedureId: 'procedure.specialisedCheck2025',
    templateIds: ['post-enterprise'],
    entityId: idAt(firstMs + Math.floor(random() * 5_000), seeded(n % 5_000)),
    entityName: `Công ty ${prose(random, 40)}`,
    entityAddress: prose(random, 70),
    legalGround: {
      number: `${n}/QĐ-SKHCN`,
      issuedOn: day(random),
      issuedBy: 'Giám đốc Sở',
      summary: prose(random, 180),
    },
    content: prose(random, 560),
    periodFrom: '2025-01-01',
    periodTo: '2026-10-31',
    startsOn: day(random),
    endsOn: day(random),
    team: [
      { id: 'p-binh', name: 'Trần Văn Bình', role: 'leader', sections: ['A', 'F'] },
      { id: 'p-an', name: 'Nguyễn Thị An', role: 'member', sections: ['B', 'D'] },
    ],
    state: oneOf<CaseState>(random, caseStates),
    moves: [],
    dueOn: day(random),
    dueRule: 'minutes.make',
  };
}

export function makeCases(count: number, first = 0): InspectionCase[] {
  return Array.from({ length: count }, (_, at) => makeCase(first + at));
}

/** The n-th finding, of the same size, in a case: what a device sends most of besides answers. */
export function makeFinding(n: number, caseId: string): Finding {
  const random = seeded(70_261_118 + n);
  return {
    ...syncedAt(firstMs + n * 60_000, random),
    caseId,
    itemId: `post.b.${n % 60}`,
    title: prose(random, 90),
    kind: 'violation',
    fact: prose(random, 620),
    actOn: day(random),
    foundOn: day(random),
    provision: {
      id: `penalty.174-2026.${n % 300}`,
      decree: '174/2026/NĐ-CP',
      article: 1 + Math.floor(random() * 90),
      clause: 1 + Math.floor(random() * 6),
      point: oneOf(random, ['a', 'b', 'c', 'd']),
      behaviour: prose(random, 240),
      fineMin: 5_000_000,
      fineMax: 10_000_000,
      appliesTo: 'organisation',
      confidence: 'high',
    },
    measure: 'minutes',
    measureNote: prose(random, 120),
  };
}

/** The answer to one item of a case, as somebody gave it on site. */
export function makeAnswer(n: number, caseId: string, itemId: string): Answer {
  const random = seeded(120_261_118 + n);
  return {
    ...syncedAt(firstMs + n * 60_000, random),
    id: answerId(caseId, itemId),
    caseId,
    itemId,
    value: oneOf(random, ['compliant', 'compliant', 'compliant', 'notCompliant', 'notApplicable'] as const),
    response: null,
    note: random() < 0.3 ? prose(random, 120) : '',
  };
}
