import type { ImportedForm } from '../../../forms/content/imported-form.ts';
import { importForm } from '../../../forms/import-form.ts';

/** A form, and the lists of choices that belong to it by the names of their files. */
export interface FormFile {
  readonly bytes: Uint8Array;
  readonly attachments: ReadonlyMap<string, Uint8Array>;
}

addEventListener('message', async ({ data }: MessageEvent<FormFile>) => {
  postMessage((await importForm(data.bytes, data.attachments)) satisfies ImportedForm);
});
