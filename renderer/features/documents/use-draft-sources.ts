import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { dayOfMs } from '../../../shared/domain/deadline/day.ts';
import type { DraftSources } from '../../../shared/domain/document/draft.ts';
import { draftMinutes } from '../../../shared/domain/document/draft-minutes.ts';
import { minuteOfMs } from '../../../shared/domain/document/minute.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useResponseWords } from '../../ui/case/use-response-words.ts';
import { useReference } from '../../ui/use-reference.ts';

/** What the case knows of a new document, by its form; `nowMs`: the moment at which one is made outside of a visit. */
export function useDraftSources(): (form: DraftSources['form'], nowMs: number) => DraftSources {
  const { workspace, inspectionCase, entity, checklist, progress, answers, findings, evidence } = useCaseFile();
  const { unitName } = usePerson();
  const responseWords = useResponseWords();
  const cards = useReference(workspace, 'person').value;
  return (form, nowMs) => ({
    ...{ form, inspectionCase, entity, unitName },
    cards: cards.map(({ data }) => data),
    startedAt: minuteOfMs(form.data.use === 'minutes' ? beganToday(inspectionCase, nowMs) : nowMs),
    work: draftMinutes({ checklist, asked: progress.asked, answers, findings, evidence, responseWords }),
  });
}

/** When the team went on site, where that was today: minutes are of a day; else now. Milliseconds since 1970. */
function beganToday({ moves }: InspectionCase, nowMs: number): number {
  const move = moves.findLast(({ to }) => to === 'onSite');
  const beganMs = move ? msOfStamp(move.at) : nowMs;
  return dayOfMs(beganMs) === dayOfMs(nowMs) ? beganMs : nowMs;
}
