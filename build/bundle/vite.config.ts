import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { repositoryFolder } from '../system/repository.ts';

/** The renderer, for Chromium 130, the oldest that it runs on. */
export default defineConfig({
  root: path.join(repositoryFolder, 'renderer'),
  // The page is served by the application under a scheme of its own.
  base: './',
  plugins: [react()],
  cacheDir: path.join(repositoryFolder, '.cache/vite'),
  build: {
    target: 'chrome130',
    outDir: path.join(repositoryFolder, 'dist/renderer'),
    emptyOutDir: true,
    // The content security policy allows no data: URL for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4_000,
    sourcemap: true,
  },
});
