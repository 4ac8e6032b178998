import type { Problem } from '../../problem/problem.ts';
import type { InspectionCase, TeamMember } from '../../schema/cases.ts';
import type { Person, Role } from '../../schema/people.ts';
import {
  type CollectionName,
  commonScope,
  ministryScope,
  removalRoles,
  rolesOverAllScopes,
  writeRules,
} from './rules.ts';

/** What the rules must know of a case: who made it, who works on it, how far it is. */
export interface CaseParties {
  readonly createdBy: string;
  readonly state: string;
  readonly team: readonly Pick<TeamMember, 'id' | 'role'>[];
}

/** Who wrote a state, and when. */
export interface Stamped {
  readonly updatedBy: string;
  readonly updatedAt: string;
}

const mostRecent = 8;
const mostPeople = 60;

/** What the server remembers of who wrote a document's states, oldest first: the last few, and the latest stamp of each person besides. */
export function remembered<Each extends Stamped>(all: readonly Each[]): Each[] {
  const recent = new Set(all.slice(-mostRecent));
  const latest = new Map<string, Each>();
  for (const stamp of all) {
    if (stamp.updatedAt >= (latest.get(stamp.updatedBy)?.updatedAt ?? '')) latest.set(stamp.updatedBy, stamp);
  }
  const latestOfEach = new Set(latest.values());
  return all.filter((stamp) => recent.has(stamp) || latestOfEach.has(stamp)).slice(-mostRecent - mostPeople);
}

/** What the rules must know of a document's state. */
export interface WrittenState extends Stamped {
  readonly scope: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly deleted: boolean;
}

export interface Write {
  readonly collection: CollectionName;
  /** The state before; null for a new document. */
  readonly stored: WrittenState | null;
  readonly next: WrittenState;
  /** Who wrote the states before the stored one, as far as they are known: a merge may have begun from one of them. */
  readonly earlier: readonly Stamped[];
  /** The case that the document is, or belongs to, as it was before; null while nobody has stored it yet. */
  readonly inspectionCase: CaseParties | null;
}

/** Scopes whose documents a person may read, out of all that exist; the shared reference data first. */
export function readableScopes(person: Person, all: readonly string[]): string[] {
  if (person.scope !== ministryScope || !rolesOverAllScopes.includes(person.role)) return [commonScope, person.scope];
  return [commonScope, person.scope, ...all.filter((scope) => scope !== commonScope && scope !== person.scope)];
}

/** The one scope in which a person writes: their unit's own. */
export function writableScopes(person: Person): string[] {
  return [person.scope];
}

/** Null when the person may put this state in the place of the stored one; else why not. */
export function checkWrite(person: Person, write: Write): Problem | null {
  const { collection, stored, next } = write;
  if (!writableScopes(person).includes(next.scope)) return { code: 'scope.denied' };
  const rule = writeRules[collection];
  if (!rule.roles.includes(person.role)) return denied('role');
  if (stored && !rule.change) return denied('change');
  if (next.deleted && !mayRemove(person, write)) return denied('removal');
  if (rule.bond === 'team' && !isBound(person, write)) return denied('team');
  return hasTrueAuthors(person, write) ? null : denied('author');
}

/**
 * True when the person may work on a case: one of its team; and who made it, while it is prepared. From the decision on it is
 * the team's that the decision names: who handed it over, or means to approve it, writes nothing in it.
 */
export function isParty(person: Pick<Person, 'id'>, { createdBy, state, team }: CaseParties): boolean {
  return team.some(({ id }) => id === person.id) || isPreparedBy(person, createdBy, state);
}

/** True when the person may say who works on a case: its leader, a supervisor, and who made it while it is prepared. */
export function mayChangeTeam(
  person: Pick<Person, 'id' | 'role'>,
  { createdBy, state, team }: Pick<InspectionCase, 'createdBy' | 'state' | 'team'>,
): boolean {
  if (person.role === 'supervisor' || team.some(({ id, role }) => id === person.id && role === 'leader')) return true;
  return isPreparedBy(person, createdBy, state);
}

function isPreparedBy(person: Pick<Person, 'id'>, createdBy: string, state: string): boolean {
  return state === 'preparing' && createdBy === person.id;
}

/** True when the person may correct an entity, and choose where two people wrote it apart: anybody of its unit. */
export function mayChangeEntity(person: Person, { scope }: Pick<WrittenState, 'scope'>): boolean {
  return writableScopes(person).includes(scope);
}

/** True when the rules let this role do something in a collection at all: for what the window shows. */
export function mayWriteIn(role: Role, collection: CollectionName): boolean {
  return writeRules[collection].roles.includes(role);
}

function isBound(person: Person, write: Write): boolean {
  const { inspectionCase, collection } = write;
  if (writeRules[collection].freeOfBond.includes(person.role)) return true;
  // A case reaches the server by a push of its own, perhaps after its answers: until then its author vouches for them.
  if (!inspectionCase) return true;
  return isParty(person, inspectionCase);
}

function mayRemove(person: Person, write: Write): boolean {
  if (!removalRoles[write.collection].includes(person.role)) return false;
  return write.collection !== 'cases' || write.stored === null || write.stored.createdBy === person.id;
}

/**
 * A new state carries its writer's name; one that was merged of several carries the latest of their stamps whole, and
 * nobody's whom the server has not seen write. Who made a document never changes, also where two made it apart.
 */
function hasTrueAuthors(person: Person, { stored, next, earlier }: Write): boolean {
  if (!stored) return next.createdBy === person.id && next.updatedBy === person.id;
  if (next.createdBy !== stored.createdBy || next.createdAt !== stored.createdAt) return false;
  return next.updatedBy === person.id || [stored, ...earlier].some((state) => isSameStamp(state, next));
}

function isSameStamp(one: Stamped, other: Stamped): boolean {
  return one.updatedBy === other.updatedBy && one.updatedAt === other.updatedAt;
}

function denied(rule: 'role' | 'change' | 'removal' | 'team' | 'author'): Problem {
  return { code: 'permission.denied', details: { rule } };
}
