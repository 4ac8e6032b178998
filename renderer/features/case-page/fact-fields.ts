import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { NewDocument } from '../../data/workspace.ts';

/** The facts of a case as its form types them: flat, one field each. */
export interface FactFields {
  groundNumber: string;
  groundIssuedOn: string | null;
  groundIssuedBy: string;
  groundSummary: string;
  content: string;
  periodFrom: string | null;
  periodTo: string | null;
  startsOn: string;
  endsOn: string;
}
export type FactName = keyof FactFields;

/** Path of each fact in the document: where a conflict about it lies, and how a link names it. */
export const factPaths: Readonly<Record<FactName, string>> = {
  groundNumber: '/legalGround/number',
  groundIssuedOn: '/legalGround/issuedOn',
  groundIssuedBy: '/legalGround/issuedBy',
  groundSummary: '/legalGround/summary',
  content: '/content',
  periodFrom: '/periodFrom',
  periodTo: '/periodTo',
  startsOn: '/startsOn',
  endsOn: '/endsOn',
};

export function factsOf(inspectionCase: InspectionCase): FactFields {
  const { legalGround, content, periodFrom, periodTo, startsOn, endsOn } = inspectionCase;
  return {
    groundNumber: legalGround.number,
    groundIssuedOn: legalGround.issuedOn,
    groundIssuedBy: legalGround.issuedBy,
    groundSummary: legalGround.summary,
    content,
    periodFrom,
    periodTo,
    startsOn,
    endsOn,
  };
}

/** The document's fields after some facts were typed, the others as they are now. */
export function withFacts(current: InspectionCase, typed: Partial<FactFields>): Partial<NewDocument<'cases'>> {
  const { groundNumber, groundIssuedOn, groundIssuedBy, groundSummary, ...own } = typed;
  return {
    ...own,
    legalGround: {
      number: groundNumber ?? current.legalGround.number,
      issuedOn: groundIssuedOn === undefined ? current.legalGround.issuedOn : groundIssuedOn,
      issuedBy: groundIssuedBy ?? current.legalGround.issuedBy,
      summary: groundSummary ?? current.legalGround.summary,
    },
  };
}

/** The field that a link names, by its path with slashes or dots; null for anything else. */
export function factNamed(field: string | null): FactName | 'entityName' | 'entityAddress' | null {
  if (!field) return null;
  const path = field.startsWith('/') ? field : `/${field.replaceAll('.', '/')}`;
  if (path === '/entityName' || path === '/entityAddress')
    return path === '/entityName' ? 'entityName' : 'entityAddress';
  const names = Object.keys(factPaths) as FactName[];
  return names.find((name) => factPaths[name] === path) ?? null;
}
