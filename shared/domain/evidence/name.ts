import type { Evidence } from '../../schema/evidence.ts';

/** What a piece of evidence is called: its title, else its file's name; empty where it has neither, as a photograph of the program's camera. */
export function evidenceName({ title, signed }: Pick<Evidence, 'title' | 'signed'>): string {
  return title.trim() || signed.record.fileName;
}
