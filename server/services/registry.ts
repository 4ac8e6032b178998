import { Compile } from 'typebox/compile';
import type { Stamped } from '../../shared/domain/permission/permission.ts';
import { type CollectionName, writeRules } from '../../shared/domain/permission/rules.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import type { SignedRecord } from '../../shared/schema/evidence.ts';
import { firstFaultOf } from './first-fault.ts';
import type { Proposal, WireDocument } from './proposal.ts';
import { checkProposal } from './write-checks.ts';

/** A collection as the server serves it. */
export interface Registration {
  readonly definition: CollectionDefinition;
  idOf(document: WireDocument): unknown;
  scopeOf(document: WireDocument): unknown;
  /** Who wrote a state; absent where documents do not say. */
  stampOf?(document: WireDocument): Stamped;
  /** The case that a document belongs to; absent where documents belong to none. */
  caseIdOf?(document: WireDocument): string;
  /** The signed record of a document; absent where documents have none. */
  signedOf?(document: WireDocument): SignedRecord;
  /** Null when the person may put `next` in the place of `stored`; else why not. */
  check(proposal: Proposal): Problem | null;
  /** True for the inspection cases themselves: moved by the workflow, given an official number. */
  readonly isCase?: boolean;
}

export interface RegisteredCollection extends Registration {
  /** The path of the first field that breaks the schema, or null. */
  firstFault(document: WireDocument): string | null;
}

export interface Registry {
  readonly all: readonly RegisteredCollection[];
  find(name: string): RegisteredCollection | undefined;
}

/** The registration of a collection of shared/schema: id and scope in the document, rights by the permission matrix. */
export function register(definition: CollectionDefinition): Registration {
  const name = definition.name;
  if (!isRuled(name)) throw new Error(`no rule says who may write in ${name}`);
  return {
    definition,
    idOf: (document) => document.id,
    scopeOf: (document) => document.scope,
    ...('caseId' in definition.schema.properties ? { caseIdOf: (document) => String(document.caseId) } : {}),
    // Every document that is looked at has passed the collection's schema.
    ...('signed' in definition.schema.properties ? { signedOf: ({ signed }) => signed as SignedRecord } : {}),
    ...(name === 'cases' ? { isCase: true } : {}),
    stampOf: ({ updatedBy, updatedAt }) => ({ updatedBy: String(updatedBy), updatedAt: String(updatedAt) }),
    check: (proposal) => checkProposal(name, proposal),
  };
}

export function createRegistry(registrations: readonly Registration[]): Registry {
  const all = registrations.map((registration): RegisteredCollection => {
    const validator = Compile(registration.definition.schema);
    return {
      ...registration,
      firstFault: ({ _deleted, ...content }) => firstFaultOf(validator, content),
    };
  });
  const byName = new Map(all.map((registered) => [registered.definition.name, registered]));
  return { all, find: (name) => byName.get(name) };
}

function isRuled(name: string): name is CollectionName {
  return Object.hasOwn(writeRules, name);
}
