import type { Measurement } from './measurement.ts';

export type Section = 'storage' | 'application' | 'synchronisation' | 'evidence';

/** What a measure must reach. */
export interface Goal {
  readonly section: Section;
  readonly measure: string;
  readonly words: string;
  readonly isMet: (measured: Measurement) => boolean;
}

const ratioAtMost = (most: number) => (measured: Measurement) => measured.ratio !== null && measured.ratio <= most;
const ratioAtLeast = (least: number) => (measured: Measurement) => measured.ratio !== null && measured.ratio >= least;
const oursAtMost = (most: number) => (measured: Measurement) => measured.ours <= most;

/** Every measure, in the order of the report. */
export const goals: readonly Goal[] = [
  { section: 'storage', measure: 'save.p50', words: '<= 0.7 x', isMet: ratioAtMost(0.7) },
  { section: 'storage', measure: 'burst20', words: '>= 4 x', isMet: ratioAtLeast(4) },
  { section: 'storage', measure: 'bulk.10k', words: '<= 0.65 x', isMet: ratioAtMost(0.65) },
  { section: 'storage', measure: 'list.10k', words: '<= 0.6 x', isMet: ratioAtMost(0.6) },
  { section: 'storage', measure: 'list.50k', words: '<= 0.75 x', isMet: ratioAtMost(0.75) },
  { section: 'storage', measure: 'list.growth', words: '<= 1.3 x', isMet: ratioAtMost(1.3) },
  { section: 'storage', measure: 'count.50k', words: '<= 0.015 x', isMet: ratioAtMost(0.015) },
  { section: 'storage', measure: 'search.p95', words: '<= 10 ms', isMet: oursAtMost(10) },
  { section: 'storage', measure: 'search.recall', words: '1.0', isMet: ({ ours }) => ours === 1 },
  { section: 'storage', measure: 'reopen.50k', words: '<= 0.1 x', isMet: ratioAtMost(0.1) },
  { section: 'synchronisation', measure: 'pull', words: '>= 4 x', isMet: ratioAtLeast(4) },
  { section: 'synchronisation', measure: 'push', words: '>= 1.2 x', isMet: ratioAtLeast(1.2) },
  { section: 'synchronisation', measure: 'bytes.pull', words: '<= 400 bytes', isMet: oursAtMost(400) },
  { section: 'synchronisation', measure: 'bytes.push', words: '<= 750 bytes', isMet: oursAtMost(750) },
  { section: 'evidence', measure: 'file.write', words: '>= 0.6 x', isMet: ratioAtLeast(0.6) },
  { section: 'evidence', measure: 'file.read', words: '>= 0.6 x', isMet: ratioAtLeast(0.6) },
  { section: 'evidence', measure: 'upload', words: '>= 0.6 x', isMet: ratioAtLeast(0.6) },
  { section: 'evidence', measure: 'photos.save', words: '<= 150 ms', isMet: oursAtMost(150) },
  { section: 'evidence', measure: 'photos.picture', words: '<= 300 ms', isMet: oursAtMost(300) },
  { section: 'evidence', measure: 'photos.task', words: '<= 50 ms', isMet: oursAtMost(50) },
  { section: 'evidence', measure: 'photos.memory', words: '<= 600 MB', isMet: oursAtMost(600) },
  { section: 'evidence', measure: 'merge.lan', words: '<= 3,000 ms', isMet: oursAtMost(3_000) },
  { section: 'application', measure: 'start.50k', words: '<= 1.5 x', isMet: ratioAtMost(1.5) },
  { section: 'application', measure: 'typing.500', words: '<= 50 ms', isMet: oursAtMost(50) },
  { section: 'application', measure: 'checklist.open', words: '<= 300 ms', isMet: oursAtMost(300) },
];
