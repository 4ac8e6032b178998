import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { checklistOf } from '../../../shared/domain/checklist/checklist.ts';
import { evidenceName } from '../../../shared/domain/evidence/name.ts';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { OutboxItem } from '../../data/workspace.ts';
import { useDocument } from '../../ui/use-documents.ts';
import { useLanguage } from '../../ui/use-format.ts';
import { useReference } from '../../ui/use-reference.ts';

/** First words of a text that serves as a name. */
function start(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** What an unconfirmed document is called, and the case that it belongs to. */
export function useItemWords(item: Pick<OutboxItem, 'collection' | 'id' | 'caseId' | 'isDeleted'>): {
  title: string;
  caseName: string;
  /** Name of the entity that the document is; empty for any other. */
  entityName: string;
} {
  const { t } = useTranslation('outbox');
  const workspace = useWorkspace();
  const {
    cases,
    answers,
    findings,
    evidence,
    documents,
    activity,
    entities,
    reference,
    templates: kept,
  } = workspace.collections;
  const language = useLanguage();
  const inspectionCase = useDocument(item.caseId ? cases.findOne(item.caseId) : null).value;
  const answer = useDocument(item.collection === 'answers' ? answers.findOne(item.id) : null).value;
  const templates = useReference(workspace, item.collection === 'answers' ? 'template' : null).value;
  const finding = useDocument(item.collection === 'findings' ? findings.findOne(item.id) : null).value;
  const original = useDocument(item.collection === 'evidence' ? evidence.findOne(item.id) : null).value;
  const paper = useDocument(item.collection === 'documents' ? documents.findOne(item.id) : null).value;
  const note = useDocument(item.collection === 'activity' ? activity.findOne(item.id) : null).value;
  const entity = useDocument(item.collection === 'entities' ? entities.findOne(item.id) : null).value;
  const known = useDocument(item.collection === 'reference' ? reference.findOne(item.id) : null).value;
  const template = useDocument(item.collection === 'templates' ? kept.findOne(item.id) : null).value;
  const unnamed = t('item.unnamed');
  const asked = useMemo(() => {
    if (!answer || !inspectionCase) return undefined;
    const items = checklistOf(inspectionCase.templateIds, templates).flatMap((section) => section.items);
    return items.find(({ id }) => id === answer.itemId);
  }, [answer, inspectionCase, templates]);
  const answerName = (): string => {
    if (!asked) return t('item.answer');
    const question = language === 'vi' ? asked.item.questionVi : asked.item.questionEn;
    return t('item.answerTo', { number: asked.number, question: start(question) });
  };
  const titles: Readonly<Record<OutboxItem['collection'], () => string>> = {
    cases: () => inspectionCase?.entityName || unnamed,
    answers: answerName,
    findings: () => t('item.findings', { name: start((finding && headingOf(finding)) || unnamed) }),
    evidence: () => t('item.evidence', { name: start((original && evidenceName(original)) || unnamed) }),
    documents: () => t('item.documents', { name: start(paper?.title || unnamed) }),
    activity: () => {
      if (note?.kind === 'reply' && note.text === '') return t('item.reply');
      return t('item.activity', { name: start(note?.text || unnamed) });
    },
    entities: () => t('item.entities', { name: entity?.name || unnamed }),
    reference: () => t('item.reference', { name: known?.title || unnamed }),
    templates: () => t('item.templates', { name: template?.title || unnamed }),
  };
  // Two new cases have no number to tell them apart by; the case itself is called by its entity already.
  const unnumbered =
    item.collection === 'cases'
      ? t('item.noNumber')
      : t('item.noNumberOf', { name: inspectionCase?.entityName || unnamed });
  const caseName = inspectionCase ? inspectionCase.number || unnumbered : '';
  // What was deleted has no words any more.
  const title = item.isDeleted ? t(`item.deleted.${item.collection}`) : titles[item.collection]();
  return { title, caseName, entityName: entity?.name ?? '' };
}
