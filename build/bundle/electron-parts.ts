import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { repositoryFolder } from '../system/repository.ts';

/** How main, preload and the database process are bundled: CommonJS for Node 20, the oldest that they run on. */
export const electronParts: BuildOptions = {
  absWorkingDir: repositoryFolder,
  entryPoints: {
    main: 'electron/main/main.ts',
    preload: 'electron/preload/preload.ts',
    database: 'electron/database/process.ts',
  },
  outdir: path.join(repositoryFolder, 'dist/electron'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // What holds native code is loaded from node_modules.
  external: ['electron', 'better-sqlite3-multiple-ciphers', '@node-rs/argon2'],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};
