import type { WorkCalendar } from '../../../shared/domain/deadline/calendar.ts';
import { nearestDeadline } from '../../../shared/domain/deadline/nearest.ts';
import { readTaxCode } from '../../../shared/domain/entity/tax-code.ts';
import type { Dated } from '../../../shared/domain/reference.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import type { DeadlineData } from '../../../shared/schema/reference-data.ts';
import type { Workspace } from '../../data/workspace.ts';
import type { CaseDraft } from './draft.ts';
import { sectorOfCase, type TemplateChoice } from './templates.ts';

/** What stands around a draft that becomes a case. */
export interface CaseSurroundings {
  readonly procedureId: string;
  readonly templates: readonly TemplateChoice[];
  readonly rules: readonly Dated<DeadlineData>[];
  readonly calendar: WorkCalendar;
  /** Called once a new entity is saved, so that a second attempt does not make it again. */
  readonly onEntityMade: (entity: ManagedEntity) => void;
}

/** Makes the case on this device under this id, and its entity where that is new; the draft has no faults. */
export async function createCase(
  workspace: Workspace,
  id: string,
  draft: CaseDraft,
  around: CaseSurroundings,
): Promise<InspectionCase> {
  const entity = await entityFor(workspace, draft, around.onEntityMade);
  const { kind, planned, legalGround, content, periodFrom, periodTo, team, templateIds } = draft;
  const startsOn = draft.startsOn ?? '';
  const endsOn = draft.endsOn ?? startsOn;
  const chosen = around.templates.filter(({ id }) => templateIds.includes(id));
  const fields = {
    number: '',
    kind,
    planned,
    sector: sectorOfCase(chosen, entity.sectors),
    procedureId: around.procedureId,
    templateIds,
    entityId: entity.id,
    entityName: entity.name,
    entityAddress: entity.address,
    legalGround,
    content,
    periodFrom,
    periodTo,
    startsOn,
    endsOn,
    team,
    state: 'preparing' as const,
    moves: [],
  };
  // Before the visit its first day is what is due, whatever the rules say of later steps.
  const planning = { ...fields, dueOn: startsOn, dueRule: '' };
  const { dueOn, dueRule } = nearestDeadline(asCase(planning), [], around.rules, around.calendar);
  return workspace.insert('cases', { ...fields, id, dueOn, dueRule });
}

/** A case that is not saved yet, for rules that look at its own fields alone. */
function asCase(fields: Omit<InspectionCase, keyof typeof unsaved>): InspectionCase {
  return { ...unsaved, ...fields };
}

const unsaved = {
  id: '',
  scope: '',
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  device: '',
  clockOffsetMs: 0,
  conflicts: [],
};

async function entityFor(
  workspace: Workspace,
  { entityId, newEntity }: CaseDraft,
  onMade: CaseSurroundings['onEntityMade'],
): Promise<ManagedEntity> {
  if (newEntity) {
    const made = await workspace.insert('entities', {
      ...newEntity,
      name: newEntity.name.trim(),
      code: readTaxCode(newEntity.code) ?? newEntity.code.trim(),
      address: newEntity.address.trim(),
      representativeTitle: '',
      phone: '',
      licences: [],
      note: '',
      sameAs: '',
    });
    onMade(made);
    return made;
  }
  const known = await workspace.collections.entities.findOne(entityId ?? '').exec(true);
  return known.toMutableJSON();
}
