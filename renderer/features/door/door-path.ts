import type { DoorPlace } from '../../../shared/domain/door/door-file.ts';
import { paths } from '../../ui/paths.ts';

/** Where a line of the door list leads. */
export function doorPath(caseId: string, place: DoorPlace): string {
  switch (place.tab) {
    case 'checklist':
      return paths.case(caseId, 'checklist', { item: place.itemId });
    case 'findings':
      return paths.case(caseId, 'findings', { finding: place.findingId, field: place.field });
    case 'evidence': {
      const [evidence] = place.evidenceIds;
      return paths.case(caseId, 'evidence', evidence === undefined ? {} : { evidence });
    }
    case 'documents':
      if (place.documentId === '') return paths.case(caseId, 'documents');
      return paths.document(caseId, place.documentId, place.part, place.field);
    case 'diary':
      return paths.case(caseId, 'diary', { day: place.day });
    case 'outbox':
      return paths.outbox;
    case 'overview':
      return paths.case(caseId);
  }
}
