import type { Lack } from '../../../shared/domain/document/missing.ts';

/** The field, by its `data-field`, in which something that lacks is filled in. */
export function lackField({ what, field }: Lack): string {
  switch (what) {
    case 'text':
      return field?.id ?? '';
    case 'endsBeforeStart':
      return 'endedAt';
    case 'team':
    case 'entity':
    case 'people':
    case 'signer':
      return 'addPerson';
    case 'exhibits':
      return 'addExhibit';
    default:
      return what;
  }
}
