export const caseTabs = ['overview', 'checklist', 'findings', 'evidence', 'documents', 'diary', 'review'] as const;
/** Pages without a tab of their own: the header leads to them, the overview's team to `exchange`. */
export type CaseTab = (typeof caseTabs)[number] | 'conflicts' | 'door' | 'exchange' | 'trip';

/** Where inside a case a link leads: an item of the checklist, a finding, a field of either; a day of the diary. */
export interface CaseTarget {
  readonly item?: string;
  readonly finding?: string;
  readonly evidence?: string;
  readonly document?: string;
  /** yyyy-mm-dd. */
  readonly day?: string;
  readonly field?: string;
  readonly remark?: string;
  readonly conflict?: string;
}

/** Address of a case's page, at a tab and at a place in it. */
function casePath(caseId: string, tab: CaseTab = 'overview', target: CaseTarget = {}): string {
  const query = new URLSearchParams(Object.entries(target).filter(([, value]) => value !== undefined)).toString();
  return `/cases/${encodeURIComponent(caseId)}/${tab}${query ? `?${query}` : ''}`;
}

/** Where a document stands under the address of its case: a page of its own, without the case's header. */
export const documentRoute = 'documents/:documentId';

/** Address of an official document of a case, at a part of its form, and a field there. */
function documentPath(caseId: string, documentId: string, part = '', field = ''): string {
  const query = part ? `?${new URLSearchParams({ part, ...(field && { field }) })}` : '';
  return `${casePath(caseId, 'documents')}/${encodeURIComponent(documentId)}${query}`;
}

/** The list of cases, searched for a text from the start: `q`. */
function casesSearch(text: string): string {
  return `/cases?${new URLSearchParams({ q: text })}`;
}

/** Address of a version of a template. */
function templatePath(id: string): string {
  return `/templates/${encodeURIComponent(id)}`;
}

/** Every address of the program: links are made here alone. */
export const paths = {
  today: '/today',
  cases: '/cases',
  casesOf: casesSearch,
  /** The list of one's own cases, the nearest deadline first. */
  ownCases: '/cases?own',
  newCase: '/cases/new',
  case: casePath,
  document: documentPath,
  templates: '/templates',
  template: templatePath,
  devices: '/devices',
  outbox: '/outbox',
  settings: '/settings',
} as const;
