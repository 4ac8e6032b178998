import type { TestProject } from 'vitest/node';
import { Running } from '../build/system/running.ts';
import { type Ground, prepareGround } from './prepare.ts';

declare module 'vitest' {
  interface ProvidedContext {
    ground: Ground;
  }
}

/** Once for all end-to-end tests: runtime, bundle and screen. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const running = new Running();
  project.provide('ground', await prepareGround(running));
  return () => running.stopAll();
}
