import type { Running } from '../../build/system/running.ts';
import type { Ground } from '../ground.ts';
import type { Measurement } from '../measurement.ts';
import type { BenchOptions } from '../options.ts';
import { measureChecklist } from './checklist.ts';
import { prepareLaptop } from './laptop.ts';
import { measurePhotographs, photographKeys } from './photographs.ts';
import { measureStart } from './start.ts';

const manyCases = 50_000;
/** Enough for a list to come from. */
const someCases = 1_000;

/** What is measured of the real program, with all that a person has on their laptop. */
export async function* measureApplication(
  ground: Ground,
  options: BenchOptions,
  running: Running,
): AsyncGenerator<Measurement> {
  const { wants, rounds } = options;
  const wantsChecklist = wants('typing.500') || wants('checklist.open');
  const wantsPhotographs = photographKeys.some(wants);
  if (!wantsChecklist && !wantsPhotographs && !wants('start.50k')) return;
  const laptop = await prepareLaptop(ground, running, wants('start.50k') ? manyCases : someCases);
  if (wants('start.50k')) yield* await measureStart(ground, laptop, running, rounds);
  if (wantsChecklist) yield* await measureChecklist(laptop, options);
  if (wantsPhotographs) yield* await measurePhotographs(laptop);
}
