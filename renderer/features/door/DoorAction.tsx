import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DoorLine } from '../../../shared/domain/door/door-file.ts';
import { tieId } from '../../../shared/domain/evidence/ties.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EvidenceDialogs } from '../../ui/evidence/EvidenceDialogs.tsx';
import { GiveNumber } from '../../ui/number/GiveNumber.tsx';
import { useFormSymbols } from '../../ui/number/use-form-symbols.ts';
import { AnswerHere } from './AnswerHere.tsx';
import { doorPath } from './door-path.ts';
import { useHandOver } from './use-hand-over.ts';

/** The one click of a line: it does the thing at once where it can, else it leads to its place. */
export function DoorAction({ line }: { line: DoorLine }) {
  const { t } = useTranslation('door');
  const { inspectionCase, checklist, mayEdit } = useCaseFile();
  const { rule, place } = line;
  if (mayEdit && rule === 'requiredItem' && place.tab === 'checklist') {
    const item = checklist.flatMap(({ items }) => items).find(({ id }) => id === place.itemId);
    if (item?.item.answerKind === 'complies') return <AnswerHere item={item} />;
  }
  if (mayEdit && rule === 'findingEvidence' && place.tab === 'findings') {
    return <Photograph caseId={inspectionCase.id} findingId={place.findingId} />;
  }
  if (mayEdit && rule === 'number' && place.tab === 'documents') return <Numbered documentId={place.documentId} />;
  if (mayEdit && rule === 'copies' && place.tab === 'documents') return <HandOver line={line} />;
  return (
    <Button component={Link} to={doorPath(inspectionCase.id, place)} variant="default">
      {t(`go.${rule}`)}
    </Button>
  );
}

function Numbered({ documentId }: { documentId: string }) {
  const { workspace, documents } = useCaseFile();
  const symbolOf = useFormSymbols(workspace);
  const document = documents.find(({ id }) => id === documentId);
  if (!document || !symbolOf) return null;
  return <GiveNumber workspace={workspace} document={document} symbol={symbolOf(document.formId)} />;
}

function Photograph({ caseId, findingId }: { caseId: string; findingId: string }) {
  const { t } = useTranslation('door');
  const [isOpen, setOpen] = useState(false);
  const ties = [tieId({ kind: 'finding', id: findingId })];
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {t('go.findingEvidence')}
      </Button>
      <EvidenceDialogs caseId={caseId} ties={ties} open={isOpen ? 'camera' : null} onClose={() => setOpen(false)} />
    </>
  );
}

/** Of a copy that has a receiver; a document without any leads to its place. */
function HandOver({ line }: { line: DoorLine }) {
  const { t } = useTranslation('door');
  const { inspectionCase } = useCaseFile();
  const handOver = useHandOver(line.id);
  if (!handOver) {
    return (
      <Button component={Link} to={doorPath(inspectionCase.id, line.place)} variant="default">
        {t('go.copies')}
      </Button>
    );
  }
  return (
    <Button variant="default" onClick={handOver}>
      {t('handOver.action')}
    </Button>
  );
}
