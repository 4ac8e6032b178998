import path from 'node:path';

/** The root of this clone. */
export const repositoryFolder = path.resolve(import.meta.dirname, '../..');
