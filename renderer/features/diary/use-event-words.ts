import { useTranslation } from 'react-i18next';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { useRemarkPlace } from '../../ui/case/use-remark-place.ts';
import { useReplyWords } from '../../ui/case/use-reply-words.ts';
import type { CaseTab, CaseTarget } from '../../ui/paths.ts';
import { useLanguage } from '../../ui/use-format.ts';
import type { CaseEvent } from './events.ts';

interface EventWords {
  /** What was done. */
  readonly verb: string;
  /** The phase that a move led into. */
  readonly phase?: string;
  /** Where in the case it belongs. */
  readonly place?: { readonly words: string; readonly tab: CaseTab; readonly query: CaseTarget };
  readonly text: string;
}

/** What the timeline says of one thing that happened. */
export function useEventWords({ kind, text, subject }: CaseEvent): EventWords {
  const { t } = useTranslation('case');
  const { t: ui } = useTranslation('ui');
  const language = useLanguage();
  const placeOf = useRemarkPlace();
  const replyWords = useReplyWords();
  const verb = t(`activity.${kind}`);
  const review = (words: string, remark: string) => ({ words, tab: 'review' as const, query: { remark } });
  switch (subject?.kind) {
    case 'move':
      return { verb: subject.verb?.[language] ?? verb, phase: ui(`state.${subject.to}`), text };
    case 'finding': {
      const { finding } = subject;
      const words = placeOf({ kind: 'finding', id: finding.id, field: '' });
      return { verb, place: { words, tab: 'findings', query: { finding: finding.id } }, text: headingOf(finding) };
    }
    case 'remark':
      return { verb, place: review(placeOf(subject.remark.target), subject.remark.id), text };
    case 'reply': {
      const { reply, remark } = subject;
      if (!remark) return { verb, text };
      return { verb, place: review(placeOf(remark.target), remark.id), text: replyWords(reply, remark) };
    }
    default:
      return { verb, text };
  }
}
