import { firstValueFrom } from 'rxjs';
import { seriesFor } from '../../../shared/domain/document/series.ts';
import { isInForce } from '../../../shared/domain/reference.ts';
import type { TripFacts } from '../../../shared/domain/trip/trip-checks.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { FileRef } from '../../../shared/schema/evidence.ts';
import type { Shell } from '../../app/bridge.ts';
import { leftOf } from '../../data/numbers/number-stock.ts';
import type { Workspace } from '../../data/workspace.ts';
import { dayOf } from '../../ui/format.ts';
import { readReference } from '../../ui/use-reference.ts';
import { batteryNow } from './battery.ts';
import { type EarlierVisits, earlierVisits } from './earlier-visit.ts';

/** What a check found: the facts that decide, and what its lines tell besides. */
export interface Gathered {
  readonly facts: TripFacts;
  readonly earlier: EarlierVisits;
  /** Of the kind of number of which the fewest are left. */
  readonly scarceSymbol: string;
}

/** Looks what this laptop has for a case; without a network too. */
export async function gatherFacts(
  workspace: Workspace,
  shell: Pick<Shell, 'call'>,
  inspectionCase: InspectionCase,
): Promise<Gathered> {
  const { collections, session, sync } = workspace;
  const nowMs = workspace.now();
  const today = dayOf(nowMs);
  const { startsOn, endsOn, templateIds, entityId } = inspectionCase;
  const [status, entity, templates, penalties, forms, held, freeBytes, people, earlier, battery] = await Promise.all([
    firstValueFrom(sync.status$),
    collections.entities.findOne(entityId).exec(),
    readReference(workspace, 'template'),
    readReference(workspace, 'penalty'),
    readReference(workspace, 'form'),
    shell.call('numbers.held', null),
    shell.call('device.freeBytes', null).catch(() => null),
    shell.call('people.list', null),
    earlierVisits(collections, inspectionCase),
    batteryNow(),
  ]);
  const known = new Set(templates.map(({ id }) => id));
  const series = seriesFor(forms, today).map((each) => ({ ...each, left: leftOf(held, each) }));
  const [scarce] = series.toSorted((a, b) => a.left - b.left);
  const own = people.find(({ person }) => person.id === session.person.id);
  const here = await Promise.all(
    earlier.evidence.map(({ signed }) => shell.call('evidence.has', contentOf(signed.record))),
  );
  const facts: TripFacts = {
    ...{ nowMs, today, endsOn, battery, freeBytes, unsent: status.unsent },
    isWhole: status.firstDownload === null,
    syncedMs: status.lastSyncedAt === null ? null : Date.parse(status.lastSyncedAt),
    hasEntity: entity !== null,
    templates: { here: templateIds.filter((id) => known.has(id)).length, all: templateIds.length },
    provisions: penalties.filter((penalty) => isInForce(penalty, startsOn)).length,
    forms: forms.filter((form) => isInForce(form, startsOn)).length,
    numbersLeft: scarce?.left ?? 0,
    leaseEndsMs: Date.parse(own?.leaseEndsAt ?? session.leaseEndsAt),
    clockOffsetMs: status.lastSyncedAt === null ? null : nowMs - Date.now(),
    hasPin: own?.hasPin ?? false,
    originals: { here: here.filter(Boolean).length, all: here.length },
  };
  return { facts, earlier, scarceSymbol: scarce?.symbol ?? '' };
}

export function contentOf({ sha256, sizeBytes }: FileRef): FileRef {
  return { sha256, sizeBytes };
}
