import type { Logger } from 'pino';
import { Value } from 'typebox/value';
import type { Activity } from '../../shared/schema/activity.ts';
import type { Answer } from '../../shared/schema/answers.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import type { Finding } from '../../shared/schema/findings.ts';
import { TemplateData, type TemplateItem } from '../../shared/schema/reference-data.ts';
import { loadDemonstrationAccounts } from '../demonstration/accounts.ts';
import { byUpdate, numberCases } from '../demonstration/build-case.ts';
import { dayOf } from '../demonstration/calendar.ts';
import { caseActivity } from '../demonstration/case-activity.ts';
import { caseAnswers } from '../demonstration/case-answers.ts';
import { caseFindings } from '../demonstration/case-findings.ts';
import { generateEntities } from '../demonstration/entities.ts';
import { featuredCases } from '../demonstration/featured.ts';
import { generateCases } from '../demonstration/generate-cases.ts';
import { type Random, seededRandom } from '../demonstration/random.ts';
import { firstTeam, hoaBanTeams, type ScopeTeams, songMaiTeams } from '../demonstration/teams.ts';
import { reserveUpTo } from '../queries/case-numbers.ts';
import { factOf, setFact } from '../queries/facts.ts';
import { readPenalties } from '../reference/penalties.ts';
import { readTemplates } from '../reference/templates.ts';
import type { Context } from '../services/context.ts';
import { importDocuments } from '../services/import-documents.ts';

const factName = 'demonstration';
const seed = 20_261_118;

/** Everything of the demonstration, each list oldest first. */
export interface Demonstration {
  readonly entities: ManagedEntity[];
  readonly cases: InspectionCase[];
  readonly answers: Answer[];
  readonly findings: Finding[];
  readonly activity: Activity[];
}

/** Loads invented people, entities and cases once, with dates around the day of loading. */
export async function loadDemonstration(context: Context, log: Pick<Logger, 'info'>): Promise<void> {
  const { owner } = context.connections;
  if ((await factOf(owner, factName)) !== null) return;
  await loadDemonstrationAccounts(context);
  const songMai = demonstrationOf(seededRandom(seed), context.now(), songMaiTeams, 170);
  const hoaBan = demonstrationOf(seededRandom(seed + 1), context.now(), hoaBanTeams, 60);
  for (const [teams, part] of [
    [hoaBanTeams, hoaBan],
    [songMaiTeams, songMai],
  ] as const) {
    for (const [year, last] of numberCases(part.cases)) await reserveUpTo(owner, teams.scope, year, last);
    for (const name of ['entities', 'cases', 'answers', 'findings', 'activity'] as const) {
      const collection = context.registry.find(name);
      if (collection) await importDocuments(owner, collection, part[name]);
    }
  }
  await setFact(owner, factName, new Date(context.now()).toISOString());
  log.info({ cases: songMai.cases.length + hoaBan.cases.length }, 'demonstration data loaded');
}

/** The demonstration of one scope: its featured cases in full, and `count` others as headers. */
export function demonstrationOf(random: Random, nowMs: number, teams: ScopeTeams, count: number): Demonstration {
  const createdBy = teams.teams[0]?.leaderId ?? '';
  const suffix = teams === songMaiTeams ? '' : ' (Hoa Ban)';
  const entities = generateEntities(random, dayOf(nowMs), { scope: teams.scope, createdBy, suffix });
  const featured = teams === songMaiTeams ? featuredCases(random, nowMs, teams, entities) : [];
  const others = generateCases({ random, nowMs, teams, entities, count, sinceDays: 330 });
  const penalties = readPenalties().contents;
  const itemsById = templateItems();
  const details = featured.map(({ feature, inspectionCase }) => {
    const items = inspectionCase.templateIds.flatMap((id) => itemsById.get(id) ?? []);
    const answers = caseAnswers(random, inspectionCase, feature, items, nowMs);
    const findings = caseFindings(random, inspectionCase, feature.findings ?? 0, answers, penalties, nowMs);
    const { supervisorId } = firstTeam;
    return {
      answers,
      findings,
      activity: caseActivity(random, inspectionCase, feature, findings, supervisorId, nowMs),
    };
  });
  return {
    entities,
    cases: [...others, ...featured.map(({ inspectionCase }) => inspectionCase)].sort(byUpdate),
    answers: details.flatMap(({ answers }) => answers),
    findings: details.flatMap(({ findings }) => findings),
    activity: details.flatMap(({ activity }) => activity),
  };
}

function templateItems(): Map<string, TemplateItem[]> {
  return new Map(
    readTemplates().contents.map(({ id, data }) => [
      id,
      Value.Check(TemplateData, data) ? data.sections.flatMap((section) => section.items) : [],
    ]),
  );
}
