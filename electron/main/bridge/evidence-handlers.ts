import type { PackageProgress } from '../../../shared/bridge/evidence-package.ts';
import { checkOriginal } from '../evidence/check-original.ts';
import { exportOriginal } from '../evidence/export-original.ts';
import type { Session } from '../session/session.ts';
import type { Handlers } from './receive.ts';

type EvidenceHandlers = {
  [Name in keyof Handlers as Name extends `evidence.${string}` ? Name : never]: Handlers[Name];
};

export interface EvidenceHandlerParts {
  readonly session: Pick<Session, 'evidence'>;
  /** Asks the person where a file is to be written; null when nowhere. */
  readonly choosePlace: (suggestedName: string) => Promise<string | null>;
  /** Version of the program. */
  readonly program: string;
  readonly tellPackage: (progress: PackageProgress) => void;
}

/** The calls about originals. */
export function evidenceHandlers({
  session,
  choosePlace,
  program,
  tellPackage,
}: EvidenceHandlerParts): EvidenceHandlers {
  return {
    async 'evidence.begin'(input) {
      await (await session.evidence()).intake.begin(input);
      return null;
    },
    'evidence.finish': async ({ evidenceId }) => (await session.evidence()).intake.finish(evidenceId),
    async 'evidence.settle'({ evidenceId }) {
      await (await session.evidence()).intake.settle(evidenceId);
      return null;
    },
    async 'evidence.discard'({ evidenceId }) {
      await (await session.evidence()).intake.discard(evidenceId);
      return null;
    },
    'evidence.left': async () => (await session.evidence()).intake.left(),
    'evidence.unsent': async () => (await session.evidence()).outgoing.unsent(),
    'evidence.send': async (input) => ({ at: await (await session.evidence()).outgoing.send(input) }),
    async 'evidence.sent'({ evidenceId }) {
      await (await session.evidence()).outgoing.forget(evidenceId);
      return null;
    },
    'evidence.has': async (content) => (await session.evidence()).store.has(content),
    'evidence.fetch': async (input) => ({ at: await (await session.evidence()).fetching.fetchNext(input) }),
    'evidence.room': async () => (await session.evidence()).store.room(),
    'evidence.release': async (input) => (await session.evidence()).outgoing.release(input),
    'evidence.check': async (signed) => checkOriginal((await session.evidence()).store, signed),
    'evidence.export': async ({ content, suggestedName }) =>
      exportOriginal((await session.evidence()).store, content, () => choosePlace(suggestedName)),
    'evidence.package': async (input) =>
      (await session.evidence()).packaging.write(input, {
        program,
        choose: () => choosePlace(input.suggestedName),
        onProgress: tellPackage,
      }),
    async 'evidence.packageGiveUp'() {
      (await session.evidence()).packaging.cancel();
      return null;
    },
  };
}
