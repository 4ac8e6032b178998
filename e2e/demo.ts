import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryFolder } from '../build/system/repository.ts';
import { Stage } from './launch.ts';
import { Camera } from './story/camera.ts';
import { fieldToSupervisor } from './story/field-to-supervisor.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string', default: path.join(repositoryFolder, 'docs/screens') } },
});

/** Plays one case from the field to the supervisor and back in the real application, and leaves a picture of every step. */
const stage = await Stage.build();
try {
  const told = await fieldToSupervisor(stage, new Camera(values.folder));
  console.log(JSON.stringify({ ...told, pictures: path.relative(process.cwd(), values.folder) }));
} catch (error) {
  await stage.photograph(path.join(repositoryFolder, 'test-results', 'demo')).catch(() => undefined);
  console.error(error);
  process.exitCode = 1;
} finally {
  await stage.close();
}
