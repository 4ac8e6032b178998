import { Compile } from 'typebox/compile';
import { type CaseParties, checkWrite, type Stamped } from '../../shared/domain/permission/permission.ts';
import { type CollectionName, writeRules } from '../../shared/domain/permission/rules.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import type { Person } from '../../shared/schema/people.ts';

/** A document as it crosses the wire, `_deleted` included. */
export type WireDocument = Readonly<Record<string, unknown>> & { readonly _deleted: boolean };

/** A pushed state on its way into the database. */
export interface Proposal {
  readonly person: Person;
  readonly stored: WireDocument | null;
  readonly next: WireDocument;
  /** Stamps of the states before the stored one, as far as they are kept. */
  readonly earlier: readonly Stamped[];
  /** The case that the document belongs to, as stored; null when there is none or it has not come yet. */
  readonly inspectionCase: StoredCase | null;
}

export interface StoredCase extends CaseParties {
  readonly state: string;
}

/** A collection as the server serves it. */
export interface Registration {
  readonly definition: CollectionDefinition;
  idOf(document: WireDocument): unknown;
  scopeOf(document: WireDocument): unknown;
  /** Who wrote a state; absent where documents do not say. */
  stampOf?(document: WireDocument): Stamped;
  /** The case that a document belongs to; absent where documents belong to none. */
  caseIdOf?(document: WireDocument): string;
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
    ...(name === 'cases' ? { isCase: true } : {}),
    stampOf: ({ updatedBy, updatedAt }) => ({ updatedBy: String(updatedBy), updatedAt: String(updatedAt) }),
    check: ({ person, stored, next, earlier, inspectionCase }) =>
      checkWrite(person, {
        collection: name,
        stored: stored && writtenState(stored),
        next: writtenState(next),
        earlier,
        inspectionCase: name === 'cases' ? stored && partiesOf(stored) : inspectionCase,
      }),
  };
}

export function createRegistry(registrations: readonly Registration[]): Registry {
  const all = registrations.map((registration): RegisteredCollection => {
    const validator = Compile(registration.definition.schema);
    return {
      ...registration,
      firstFault({ _deleted, ...content }) {
        if (validator.Check(content)) return null;
        return validator.Errors(content)[0]?.instancePath ?? '';
      },
    };
  });
  const byName = new Map(all.map((registered) => [registered.definition.name, registered]));
  return { all, find: (name) => byName.get(name) };
}

function isRuled(name: string): name is CollectionName {
  return Object.hasOwn(writeRules, name);
}

/** Stored bodies have passed the schema of cases. */
function partiesOf(document: WireDocument): CaseParties {
  return document as unknown as CaseParties;
}

function writtenState(document: WireDocument) {
  return {
    scope: String(document.scope),
    createdBy: String(document.createdBy),
    createdAt: String(document.createdAt),
    updatedBy: String(document.updatedBy),
    updatedAt: String(document.updatedAt),
    deleted: document._deleted,
  };
}
