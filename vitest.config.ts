import { defineConfig } from 'vitest/config';

const rooms = '{shared,sealed,forms,electron,renderer,server,build}';

export default defineConfig({
  test: {
    // Two cores are what a laptop and a CI machine have for certain.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sync',
          // Devices, networks and the server without a window.
          include: ['e2e/{sync,torture,model}/**/*.e2e.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          exclude: ['e2e/{sync,torture,model}/**'],
          globalSetup: ['e2e/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
