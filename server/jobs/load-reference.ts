import type { Logger } from 'pino';
import { Value } from 'typebox/value';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { commonScope } from '../../shared/domain/permission/rules.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import { referenceData } from '../../shared/schema/reference-data.ts';
import { factOf, setFact } from '../queries/facts.ts';
import { publishedIds } from '../queries/published.ts';
import { hashOfFolder, type ReferenceContent, type SourceReading } from '../reference/content.ts';
import { readDeadlines, readHolidays } from '../reference/dates.ts';
import { readForms } from '../reference/forms.ts';
import { readPenalties } from '../reference/penalties.ts';
import { readProcedures } from '../reference/procedures.ts';
import { readProvinces } from '../reference/provinces.ts';
import { readTemplates } from '../reference/templates.ts';
import type { Context } from '../services/context.ts';
import { type Publication, publish } from '../services/publish.ts';
import type { RegisteredCollection } from '../services/registry.ts';

const factName = 'reference';
/** Kinds that come from the files; the others are written by the server as its units and people change. */
const kinds = ['template', 'penalty', 'procedure', 'deadline', 'holiday', 'province', 'form'];

/** Where reference data comes from: told apart by a hash, so that what is loaded already need not be read. */
export interface ReferenceSource {
  readonly hash: string;
  read(): SourceReading[];
}

/** The program's own files; the hash covers those who read them as well. */
function ownFiles(): ReferenceSource {
  return {
    hash: hashOfFolder(),
    // What a device needs first comes last, since a first download goes from the newest backwards.
    read: () => [
      ...[readProvinces(), readPenalties(), readForms(), readHolidays(), readDeadlines(), readProcedures()],
      readTemplates(),
    ],
  };
}

/**
 * Loads the reference data of the program's own files when they are not what was loaded last: adds, changes, and takes back
 * what stands in them no more. An entry that does not parse is refused and logged, and stops no other.
 */
export async function loadReference(
  context: Context,
  log: Pick<Logger, 'info' | 'error'>,
  source: ReferenceSource = ownFiles(),
): Promise<void> {
  const collection = context.registry.find('reference');
  const { owner } = context.connections;
  if (!collection || (await factOf(owner, factName)) === source.hash) return;
  const readings = source.read();
  const contents = readings.flatMap((reading) => reading.contents);
  const broken = readings.flatMap((reading) => reading.broken);
  for (const entry of broken) log.error({ problem: 'document.invalid', ...entry }, 'reference entry refused');
  const publications: Publication[] = [];
  for (const content of contents) {
    const problem = faultOf(collection, content);
    if (problem) log.error({ id: content.id, problem: problem.code, ...problem.details }, 'reference entry refused');
    else publications.push(publicationOf(content));
  }
  const kept = new Set(publications.map((publication) => publication.id));
  const gone = (await publishedIds(owner, kinds)).filter(({ id }) => !kept.has(id));
  const withdrawn = gone.map(({ id, content }) => ({ id, scope: commonScope, content, deleted: true }));
  const changed = await publish(owner, collection, [...publications, ...withdrawn], context.now());
  await setFact(owner, factName, source.hash);
  log.info({ documents: publications.length, changed, withdrawn: withdrawn.length }, 'reference data loaded');
}

function publicationOf({ id, ...content }: ReferenceContent): Publication {
  return { id, scope: commonScope, content: { ...content } };
}

/** Null when the entry is sound: its data by kind, and the whole as a document. */
function faultOf(collection: RegisteredCollection, content: ReferenceContent): Problem | null {
  const code = content.kind === 'template' ? 'template.invalid' : 'document.invalid';
  const schema = referenceData[content.kind];
  if (!Value.Check(schema, content.data)) {
    return { code, details: { field: `/data${Value.Errors(schema, content.data)[0]?.instancePath ?? ''}` } };
  }
  const at = nextStamp(null, 0, 'server');
  const stamps = {
    createdAt: at,
    createdBy: 'server',
    updatedAt: at,
    updatedBy: 'server',
    device: '',
    clockOffsetMs: 0,
  };
  const fault = collection.firstFault({ ...stamps, scope: commonScope, conflicts: [], ...content, _deleted: false });
  return fault === null ? null : { code, details: { field: fault } };
}
