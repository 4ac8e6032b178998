import { useTranslation } from 'react-i18next';
import { headingField, headingOf } from '../../../shared/domain/finding/heading.ts';
import { writersOf } from '../../../shared/domain/merge/origins.ts';
import { under } from '../../../shared/domain/merge/place.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import { serverName } from '../../../shared/schema/people.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useRemarkPlace } from '../../ui/case/use-remark-place.ts';
import { useReplyWords } from '../../ui/case/use-reply-words.ts';
import { shapeOf } from '../../ui/conflict/fields.ts';
import { useValueWords } from '../../ui/conflict/use-value-words.ts';
import { type CaseTab, type CaseTarget, paths } from '../../ui/paths.ts';
import { useLanguage } from '../../ui/use-format.ts';
import type { CaseEvent, SettledPlace } from './events.ts';

interface EventWords {
  /** What was done. */
  readonly verb: string;
  /** The phase that a move led into. */
  readonly phase?: string;
  /** Where in the case it belongs. */
  readonly place?: { readonly words: string; readonly to: string };
  readonly text: string;
}

/** What the timeline says of one thing that happened. */
export function useEventWords({ kind, by, text, subject }: CaseEvent): EventWords {
  const { t } = useTranslation('case');
  const { t: ui } = useTranslation('ui');
  const language = useLanguage();
  const { inspectionCase, nameOf } = useCaseFile();
  const to = (tab: CaseTab, query: CaseTarget) => paths.case(inspectionCase.id, tab, query);
  const placeOf = useRemarkPlace();
  const replyWords = useReplyWords();
  const shape = subject?.kind === 'settled' ? shapeOf(subject.place.collection, subject.conflict) : null;
  const valueWords = useValueWords(shape ?? { name: 'other', kind: 'other' });
  const verb = t(`activity.${kind}`);
  /** What stands there now may be somebody else's than who began it. */
  const writtenByOther = (finding: Finding): string => {
    const field = headingField(finding);
    const by = field && writersOf(finding)(under('', field)).by;
    return by && by !== finding.createdBy ? t('activity.nowBy', { name: nameOf(by) || t('conflict.someone') }) : '';
  };
  const review = (words: string, remark: string) => ({ words, to: to('review', { remark }) });
  switch (subject?.kind) {
    case 'move':
      return { verb: subject.verb?.[language] ?? verb, phase: ui(`state.${subject.to}`), text };
    case 'finding': {
      const { finding } = subject;
      const words = placeOf({ kind: 'finding', id: finding.id, field: '' });
      const place = { words, to: to('findings', { finding: finding.id }) };
      return { verb, place, text: [headingOf(finding), writtenByOther(finding)].filter(Boolean).join(' ') };
    }
    case 'document': {
      const { document, who } = subject;
      const place = { words: document.title, to: paths.document(inspectionCase.id, document.id) };
      return { verb: who ? t(`activity.${kind}`, { name: who }) : verb, place, text };
    }
    case 'diary': {
      const { doneBy } = subject;
      if (doneBy.every((id) => id === by)) return { verb, text };
      const names = doneBy.map((id) => nameOf(id) || t('conflict.someone')).join(', ');
      return { verb: t('activity.diaryOf', { names }), text };
    }
    case 'remark':
      return { verb, place: review(placeOf(subject.remark.target), subject.remark.id), text };
    case 'reply': {
      const { reply, remark } = subject;
      if (!remark) return { verb, text };
      return { verb, place: review(placeOf(remark.target), remark.id), text: replyWords(reply, remark) };
    }
    case 'settled': {
      const { place, conflict } = subject;
      const field = t(`field.${shape?.name ?? 'other'}`);
      const chosen = `${field}: ${valueWords(conflict.settled?.value)}`;
      const own = conflict.settled?.by === serverName ? t('activity.asApproved') : '';
      const { tab, query } = addressOf(place);
      const words = placeOf(targetOf(place));
      return { verb, place: { words, to: to(tab, query) }, text: [chosen, text || own].filter(Boolean).join('. ') };
    }
    default:
      return { verb, text };
  }
}

function targetOf({ collection, id }: SettledPlace): Activity['target'] {
  if (collection === 'answers') return { kind: 'item', id, field: '' };
  if (collection === 'findings') return { kind: 'finding', id, field: '' };
  return { kind: 'case', id: '', field: '' };
}

function addressOf({ collection, id }: SettledPlace): { readonly tab: CaseTab; readonly query: CaseTarget } {
  if (collection === 'answers') return { tab: 'checklist', query: { item: id } };
  if (collection === 'findings') return { tab: 'findings', query: { finding: id } };
  return { tab: 'overview', query: {} };
}
