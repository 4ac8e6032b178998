import type { Measurement } from './measurement.ts';

/** What a measure must reach. */
export interface Goal {
  readonly measure: string;
  readonly words: string;
  readonly isMet: (measured: Measurement) => boolean;
}

const ratioAtMost = (most: number) => (measured: Measurement) => measured.ratio !== null && measured.ratio <= most;
const ratioAtLeast = (least: number) => (measured: Measurement) => measured.ratio !== null && measured.ratio >= least;
const oursAtMost = (most: number) => (measured: Measurement) => measured.ours <= most;

/** Every measure, in the order of the report. */
export const goals: readonly Goal[] = [
  { measure: 'save.p50', words: '<= 0.7 x', isMet: ratioAtMost(0.7) },
  { measure: 'burst20', words: '>= 4 x', isMet: ratioAtLeast(4) },
  { measure: 'bulk.10k', words: '<= 0.65 x', isMet: ratioAtMost(0.65) },
  { measure: 'list.10k', words: '<= 0.6 x', isMet: ratioAtMost(0.6) },
  { measure: 'list.50k', words: '<= 0.75 x', isMet: ratioAtMost(0.75) },
  { measure: 'list.growth', words: '<= 1.3 x', isMet: ratioAtMost(1.3) },
  { measure: 'count.50k', words: '<= 0.015 x', isMet: ratioAtMost(0.015) },
  { measure: 'search.p95', words: '<= 10 ms', isMet: oursAtMost(10) },
  { measure: 'search.recall', words: '1.0', isMet: ({ ours }) => ours === 1 },
  { measure: 'reopen.50k', words: '<= 0.1 x', isMet: ratioAtMost(0.1) },
  { measure: 'start.50k', words: '<= 1.5 x', isMet: ratioAtMost(1.5) },
  { measure: 'pull', words: '>= 4 x', isMet: ratioAtLeast(4) },
  { measure: 'push', words: '>= 1.2 x', isMet: ratioAtLeast(1.2) },
  { measure: 'bytes.pull', words: '<= 400 bytes', isMet: oursAtMost(400) },
  { measure: 'bytes.push', words: '<= 750 bytes', isMet: oursAtMost(750) },
  { measure: 'file.write', words: '>= 0.6 x', isMet: ratioAtLeast(0.6) },
  { measure: 'file.read', words: '>= 0.6 x', isMet: ratioAtLeast(0.6) },
  { measure: 'upload', words: '>= 0.6 x', isMet: ratioAtLeast(0.6) },
  { measure: 'photos.save', words: '<= 150 ms', isMet: oursAtMost(150) },
  { measure: 'photos.picture', words: '<= 300 ms', isMet: oursAtMost(300) },
  { measure: 'photos.task', words: '<= 50 ms', isMet: oursAtMost(50) },
  { measure: 'photos.memory', words: '<= 600 MB', isMet: oursAtMost(600) },
  { measure: 'merge.lan', words: '<= 3,000 ms', isMet: oursAtMost(3_000) },
  { measure: 'typing.500', words: '<= 50 ms', isMet: oursAtMost(50) },
  { measure: 'checklist.open', words: '<= 300 ms', isMet: oursAtMost(300) },
];
