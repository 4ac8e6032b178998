import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { repositoryFolder } from '../system/repository.ts';

const packageFolder = path.join(repositoryFolder, 'node_modules/pdfjs-dist');
/** What pdf.js asks for by name: fonts and character maps of documents that bring none, decoders of scans without WebAssembly. */
const wanted: readonly (readonly [folder: string, names: RegExp])[] = [
  ['standard_fonts', /\.(pfb|ttf)$/],
  ['cmaps', /\.bcmap$/],
  ['wasm', /_nowasm_fallback\.js$/],
];

/** Puts the files of pdf.js that it fetches by their own names under `/pdf/`. */
export function pdfFiles(): Plugin {
  return {
    name: 'pdf-files',
    async generateBundle() {
      for (const [folder, names] of wanted) {
        const found = (await readdir(path.join(packageFolder, folder))).filter((name) => names.test(name));
        for (const name of found) {
          const file = path.join(packageFolder, folder, name);
          const originalFileName = path.relative(path.join(repositoryFolder, 'renderer'), file);
          this.emitFile({
            ...{ type: 'asset', fileName: `pdf/${folder}/${name}`, originalFileName },
            source: await readFile(file),
          });
        }
      }
    },
    configureServer({ middlewares }) {
      middlewares.use('/pdf', ({ url = '' }, response, next) => {
        const [, folder, name = ''] = /^\/(\w+)\/([\w.-]+)$/.exec(url) ?? [];
        if (!wanted.some(([each, names]) => each === folder && names.test(name))) return next();
        if (name.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        createReadStream(path.join(packageFolder, folder ?? '', name)).pipe(response);
      });
    },
  };
}
