import type { Row } from './rows.ts';

export interface Settings {
  readonly title: string;
  readonly formId: string;
  readonly version: string;
  readonly defaultLanguage: string;
  readonly instanceName: string;
  readonly rootName: string;
  readonly allowsChoicesTwice: boolean;
}

/** What the first row of the sheet `settings` says. */
export function settingsOf(row: Row | undefined): Settings {
  const text = (field: string) => row?.text(field) ?? '';
  return {
    title: text('form_title') || text('form_id'),
    formId: text('form_id'),
    version: text('version'),
    defaultLanguage: text('default_language'),
    instanceName: text('instance_name'),
    rootName: text('name') || 'data',
    allowsChoicesTwice: /^(yes|true)$/i.test(text('allow_choice_duplicates')),
  };
}
