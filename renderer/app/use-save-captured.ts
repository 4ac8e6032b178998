import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TakenIn } from '../../shared/bridge/contract.ts';
import { problemOf } from '../../shared/problem/problem.ts';
import type { EvidenceFiles } from '../data/evidence/evidence-files.ts';
import { useNotices } from '../ui/notices.tsx';
import { useBridge } from './workspace-context.tsx';

const longestTitle = 400;

/** Saves the documents of pages that are captured in their own window, whatever page of the program is shown meanwhile. */
export function useSaveCaptured(files: EvidenceFiles | null): void {
  const { t } = useTranslation('evidence');
  const shell = useBridge();
  const notices = useNotices();
  useEffect(() => {
    if (!files) return;
    return shell.on('captured', ({ title: whole, taken }) => {
      const title = whole.slice(0, longestTitle).trim() || taken[0]?.input.fileName.replace(/ 1\.png$/, '') || '';
      const pictures = taken.filter(isPicture);
      const nameOf = (each: TakenIn) => {
        if (!isPicture(each)) return t(isFacts(each) ? 'capture.facts' : 'capture.archive', { title });
        if (pictures.length === 1) return t('capture.picture', { title });
        return t('capture.pictureOf', { title, number: pictures.indexOf(each) + 1, all: pictures.length });
      };
      const save = async () => {
        for (const each of taken) await files.originals.adopt(each, nameOf(each));
      };
      save().then(
        () => notices.done(t('capture.saved', { title })),
        (thrown: unknown) => {
          // Locked meanwhile: what has no document yet is taken over at the next opening.
          if (problemOf(thrown).code !== 'database.closed') notices.problem(thrown);
        },
      );
    });
  }, [files, shell, notices, t]);
}

function isPicture({ signed }: TakenIn): boolean {
  return signed.record.mediaType === 'image/png';
}

function isFacts({ signed }: TakenIn): boolean {
  return signed.record.mediaType === 'application/json';
}
