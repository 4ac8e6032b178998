import type { BenchServer, SealedOriginal } from './shell.ts';

/** Originals lie with the main process: the window only passes on. */
export const evidenceCalls = {
  makePlain: ({ sizeBytes }: { sizeBytes: number }) => window.benchShell.makePlain(sizeBytes),
  sealPlain: ({ name }: { name: string }) => window.benchShell.sealPlain(name),
  copyPlain: (_: object) => window.benchShell.copyPlain(),
  readSealed: (original: SealedOriginal) => window.benchShell.readSealed(original),
  readPlain: ({ sizeBytes }: { sizeBytes: number }) => window.benchShell.readPlain(sizeBytes),
  sendSealed: ({ evidenceId, original }: { evidenceId: string; original: SealedOriginal }) =>
    window.benchShell.sendSealed(evidenceId, original),
  putPlain: ({ url }: { url: string }) => window.benchShell.putPlain(url),
  dropSealed: (original: SealedOriginal) => window.benchShell.dropSealed(original),
  reachServer: (server: BenchServer) => window.benchShell.reachServer(server),
};
