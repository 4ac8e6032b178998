import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { noncePlaceholder } from '../../electron/main/page/content-policy.ts';
import { repositoryFolder } from '../system/repository.ts';
import { modulesKept } from './bundled-modules.ts';
import { firstBundles } from './first-bundles.ts';
import { pdfFiles } from './pdf-files.ts';

/** The renderer, for Chromium 130, the oldest that it runs on. */
export default defineConfig(({ command }) => {
  const kept = modulesKept();
  return {
    root: path.join(repositoryFolder, 'renderer'),
    // The page is served under a scheme of its own, and a reload may come at any path of it.
    base: '/',
    plugins: [react(), pdfFiles(), kept.page],
    worker: { format: 'es', plugins: () => [kept.worker] },
    // While developing, Vite's own small scripts stand in the page: they carry the nonce of each load.
    html: command === 'serve' ? { cspNonce: noncePlaceholder } : {},
    cacheDir: path.join(repositoryFolder, '.cache/vite'),
    build: {
      target: 'chrome130',
      emptyOutDir: true,
      // The content security policy allows no data: URL for scripts and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4_000,
      sourcemap: true,
      rolldownOptions: { output: { codeSplitting: { groups: firstBundles } } },
    },
  };
});
