// PouchDB's own server: express-pouchdb over LevelDB, in a process of its own, with what replication needs and no more.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const express = require('express');
const PouchDB = require('pouchdb');
const expressPouchDB = require('express-pouchdb');

const folder = process.env.MINH_TRA_BENCH_FOLDER;
const Stored = PouchDB.defaults({ prefix: `${folder}/` });
const app = express();
app.use('/db', expressPouchDB(Stored, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const server = app.listen(0, '127.0.0.1', () => {
  process.send({ type: 'ready', url: `http://127.0.0.1:${server.address().port}/db` });
});

// The documents of the first download are put there directly, not over the wire.
process.on('message', async ({ type, id, name, documents }) => {
  try {
    if (type !== 'load') throw new Error(`unknown command ${type}`);
    const results = await new Stored(name).bulkDocs(documents);
    const failed = results.filter(({ error }) => error);
    if (failed.length > 0) throw new Error(`${failed.length} documents were not stored`);
    process.send({ type: 'done', id });
  } catch (error) {
    process.send({ type: 'failed', id, message: String(error) });
  }
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
