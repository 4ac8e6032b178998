import { useTranslation } from 'react-i18next';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { OutboxItem } from '../../data/workspace.ts';
import { useDocument } from '../../ui/use-documents.ts';

/** First words of a text that serves as a name. */
function start(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** What an unconfirmed document is called, and the case that it belongs to. */
export function useItemWords(item: Pick<OutboxItem, 'collection' | 'id' | 'caseId' | 'isDeleted'>): {
  title: string;
  caseName: string;
} {
  const { t } = useTranslation('outbox');
  const { cases, findings, activity, entities, reference } = useWorkspace().collections;
  const inspectionCase = useDocument(item.caseId ? cases.findOne(item.caseId) : null).value;
  const finding = useDocument(item.collection === 'findings' ? findings.findOne(item.id) : null).value;
  const note = useDocument(item.collection === 'activity' ? activity.findOne(item.id) : null).value;
  const entity = useDocument(item.collection === 'entities' ? entities.findOne(item.id) : null).value;
  const known = useDocument(item.collection === 'reference' ? reference.findOne(item.id) : null).value;
  const unnamed = t('item.unnamed');
  const titles: Readonly<Record<OutboxItem['collection'], () => string>> = {
    cases: () => inspectionCase?.entityName || unnamed,
    answers: () => t('item.answer'),
    findings: () => t('item.findings', { name: start((finding && headingOf(finding)) || unnamed) }),
    activity: () => t('item.activity', { name: start(note?.text || unnamed) }),
    entities: () => t('item.entities', { name: entity?.name || unnamed }),
    reference: () => t('item.reference', { name: known?.title || unnamed }),
  };
  const caseName = inspectionCase ? inspectionCase.number || t('item.noNumber') : '';
  // What was deleted has no words any more.
  const title = item.isDeleted ? t(`item.deleted.${item.collection}`) : titles[item.collection]();
  return { title, caseName };
}
