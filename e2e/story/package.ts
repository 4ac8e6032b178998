import { execFile } from 'node:child_process';
import path from 'node:path';
import { repositoryFolder } from '../../build/system/repository.ts';

/** As a person does who was handed the package: `npm run verify -- FILE`. */
export function verifyPackage(file: string): Promise<{ code: unknown; said: string }> {
  const args = [path.join(repositoryFolder, 'build/start/verify.ts'), file];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, stdout) => resolve({ code: error ? error.code : 0, said: stdout }));
  });
}
