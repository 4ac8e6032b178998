import { builtinModules } from 'node:module';
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
  // Not `node`: under that name a library gives its CommonJS, which is bundled and run whole, used or not.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  format: 'cjs',
  target: 'node20',
  // Names stay: the log tells of what nobody caught by the name of its class.
  minifySyntax: true,
  minifyWhitespace: true,
  // What holds native code is loaded from node_modules.
  external: [
    ...['electron', 'better-sqlite3-multiple-ciphers', '@node-rs/argon2', '@serialport/bindings-cpp'],
    ...['node:*', ...builtinModules],
  ],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};
