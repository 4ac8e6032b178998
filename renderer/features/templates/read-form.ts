import type { ImportedForm } from '../../../forms/content/imported-form.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { FormFile } from './read-form.worker.ts';

/** A form that takes longer is no form. */
const withinMs = 30_000;

/**
 * Reads a form beside the work: what a stranger's file makes of its reader ends with the worker. Throws `evidence.unreadable` where a file can't be
 * read, and `template.tooSlow`.
 */
export async function readForm(files: readonly File[], signal: AbortSignal): Promise<ImportedForm> {
  const [form, ...others] = files.toSorted((one, other) => Number(isList(one)) - Number(isList(other)));
  if (!form) throw new ProblemError('internal');
  const read = (file: File) =>
    file.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      (cause: unknown) => Promise.reject(new ProblemError('evidence.unreadable', undefined, { cause })),
    );
  const bytes = await read(form);
  const attachments = new Map(await Promise.all(others.map(async (file) => [file.name, await read(file)] as const)));
  return inWorker({ bytes, attachments }, signal);
}

/** Files that belong to a form, and are none. */
function isList({ name }: File): boolean {
  return /\.(csv|geojson)$/i.test(name);
}

function inWorker(file: FormFile, signal: AbortSignal): Promise<ImportedForm> {
  const worker = new Worker(new URL('./read-form.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ImportedForm>((resolve, reject) => {
    const timer = setTimeout(() => reject(new ProblemError('template.tooSlow')), withinMs);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    worker.onmessage = ({ data }: MessageEvent<ImportedForm>) => {
      clearTimeout(timer);
      resolve(data);
    };
    // Its memory was full, or it has a fault of ours.
    worker.onerror = () => {
      clearTimeout(timer);
      reject(new ProblemError('template.tooSlow'));
    };
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
