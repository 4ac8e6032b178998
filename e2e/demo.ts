import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryFolder } from '../build/system/repository.ts';
import { Stage } from './launch.ts';
import { Camera } from './story/camera.ts';
import { fieldToSupervisor } from './story/field-to-supervisor.ts';
import { twoOnSite } from './story/two-on-site.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string', default: path.join(repositoryFolder, 'docs/screens') } },
});

/** The supervisor's open page shows what was submitted within this time. */
const seenWithinMs = 2_000;

/** Plays one case from the field to the supervisor and back, and a visit of two without a network, in the real application: a picture of every step. */
const stage = await Stage.build();
try {
  const told = await fieldToSupervisor(stage, new Camera(values.folder));
  if (told.seenAfterMs > seenWithinMs) throw new Error(`The supervisor saw it after ${told.seenAfterMs} ms`);
  await twoOnSite(stage, new Camera(path.join(values.folder, 'on-site')));
  console.log(JSON.stringify({ ...told, pictures: path.relative(process.cwd(), values.folder) }));
} catch (error) {
  await stage.photograph(path.join(repositoryFolder, 'test-results', 'demo')).catch(() => undefined);
  console.error(error);
  process.exitCode = 1;
} finally {
  await stage.close();
}
