import type { Session } from '../session/session.ts';
import type { Handlers } from './receive.ts';

type BundleHandlers = {
  [Name in keyof Handlers as Name extends `bundle.${string}` ? Name : never]: Handlers[Name];
};

export interface BundlePlaces {
  /** Asks the person where a file is to be written; null when nowhere. */
  readonly choosePlace: (suggestedName: string) => Promise<string | null>;
  /** Asks the person which file of bundles is to be read; null when none. */
  readonly chooseBundleFile: () => Promise<string | null>;
}

/** The calls about what colleagues give one another without a server. */
export function bundleHandlers(session: Pick<Session, 'evidence'>, places: BundlePlaces): BundleHandlers {
  const files = async () => (await session.evidence()).bundles;
  const bringing = async () => (await session.evidence()).bringing;
  return {
    'bundle.sign': async ({ text }) => (await files()).sign(text),
    async 'bundle.begin'(input) {
      const file = await places.choosePlace(input.suggestedName);
      return file === null ? null : { fileId: await (await files()).begin(input, file) };
    },
    'bundle.add': async ({ fileId, content }) => (await files()).add(fileId, content),
    'bundle.finish': async ({ fileId }) => (await files()).finish(fileId),
    async 'bundle.read'() {
      const file = await places.chooseBundleFile();
      return file === null ? null : (await files()).read(file);
    },
    'bundle.takeOriginal': async ({ fileId, content }) => (await files()).takeOriginal(fileId, content),
    'bundle.knowsServer': async () => (await files()).knowsServer(),
    async 'bundle.bring'() {
      const file = await places.chooseBundleFile();
      return file === null ? null : (await bringing()).begin(file);
    },
    'bundle.bringRead': async ({ fileId }) => (await bringing()).read(fileId),
    'bundle.bringNext': async ({ fileId }) => (await bringing()).next(fileId),
    'bundle.openAtServer': async ({ fileId }) => (await bringing()).open(fileId),
    async 'bundle.discard'({ fileId }) {
      await (await files()).discard(fileId);
      await (await bringing()).discard(fileId);
      return null;
    },
  };
}
