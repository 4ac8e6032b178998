import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
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
  const { workspace, inspectionCase, entity, checklist, answers, findings, evidence } = useCaseFile();
  const { unitName } = usePerson();
  const responseWords = useResponseWords();
  const cards = useReference(workspace, 'person').value;
  return (form, nowMs) => ({
    ...{ form, inspectionCase, entity, unitName },
    cards: cards.map(({ data }) => data),
    startedAt: minuteOfMs(form.data.use === 'minutes' ? (visitBegan(inspectionCase) ?? nowMs) : nowMs),
    work: draftMinutes({ checklist, answers, findings, evidence, responseWords }),
  });
}

/** Milliseconds since 1970 when the team last went on site; null while it has not. */
function visitBegan({ moves }: InspectionCase): number | null {
  const move = moves.findLast(({ to }) => to === 'onSite');
  return move ? msOfStamp(move.at) : null;
}
