import type { Role } from '../../schema/people.ts';

/** Collections that the matrix knows; another one is refused until it stands here. */
export type CollectionName =
  | 'reference'
  | 'templates'
  | 'entities'
  | 'cases'
  | 'answers'
  | 'findings'
  | 'evidence'
  | 'documents'
  | 'activity';

export const commonScope = 'common';
export const ministryScope = 'ministry';

/** Roles that, in the ministry, read every unit's documents. */
export const rolesOverAllScopes: readonly Role[] = ['supervisor', 'administrator'];

/** Roles that see their unit's laptops, and report one lost. */
export const deviceRoles: readonly Role[] = ['administrator'];

export interface WriteRule {
  /** Roles that may add documents, and change them where `change` says so. */
  readonly roles: readonly Role[];
  /** False for documents that are only ever added. */
  readonly change: boolean;
  /** `team`: only those who work on the case, or prepare it. */
  readonly bond: 'none' | 'team';
  /** Roles that need not be of the team. */
  readonly freeOfBond: readonly Role[];
}

const inspecting: readonly Role[] = ['inspector', 'teamLeader', 'supervisor'];
const everyone: readonly Role[] = [...inspecting, 'administrator'];
/** Roles that keep the unit's templates. */
const keeping: readonly Role[] = ['teamLeader', 'supervisor', 'administrator'];

/** Who writes what, within the own unit's scope. */
export const writeRules: Readonly<Record<CollectionName, WriteRule>> = {
  reference: { roles: [], change: false, bond: 'none', freeOfBond: [] },
  templates: { roles: keeping, change: true, bond: 'none', freeOfBond: [] },
  entities: { roles: everyone, change: true, bond: 'none', freeOfBond: [] },
  // A supervisor moves every case of the unit.
  cases: { roles: inspecting, change: true, bond: 'team', freeOfBond: ['supervisor'] },
  answers: { roles: inspecting, change: true, bond: 'team', freeOfBond: [] },
  findings: { roles: inspecting, change: true, bond: 'team', freeOfBond: [] },
  evidence: { roles: inspecting, change: true, bond: 'team', freeOfBond: [] },
  documents: { roles: inspecting, change: true, bond: 'team', freeOfBond: [] },
  activity: { roles: everyone, change: false, bond: 'none', freeOfBond: [] },
};

/** Who may delete; a case only by the one who made it. */
export const removalRoles: Readonly<Record<CollectionName, readonly Role[]>> = {
  reference: [],
  // A draft alone: checkTemplate.
  templates: keeping,
  entities: ['teamLeader', 'supervisor', 'administrator'],
  cases: inspecting,
  answers: inspecting,
  findings: inspecting,
  // What was taken by mistake is withdrawn, and stays in its chain.
  evidence: [],
  // Nobody has signed it: checkDocument.
  documents: inspecting,
  activity: [],
};
