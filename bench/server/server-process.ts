import path from 'node:path';
import pino from 'pino';
import { loadDemonstrationAccounts } from '../../server/demonstration/accounts.ts';
import { startEmbeddedPostgres } from '../../server/embedded-postgres.ts';
import { importDocuments } from '../../server/services/import-documents.ts';
import { type Publication, publish } from '../../server/services/publish.ts';
import { startServer } from '../../server/start.ts';
import type { Synced } from '../../shared/schema/common.ts';
import type { ServerCommand, ServerWord } from './commands.ts';

const { MINH_TRA_BENCH_FOLDER: folder, MINH_TRA_BENCH_REFERENCE: reference } = process.env;
if (!folder) throw new Error('MINH_TRA_BENCH_FOLDER is not set');

// The central server as it is started for people, with the demonstration's accounts and the bench's own documents alone.
const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres') });
const log = pino({ base: null, level: 'warn' });
const server = await startServer({
  ownerUrl: postgres.url,
  evidenceFolder: path.join(folder, 'evidence'),
  host: '127.0.0.1',
  port: 0,
  log,
  reference: reference === '1',
});
const { context } = server;
await loadDemonstrationAccounts(context);

async function obey(command: ServerCommand): Promise<void> {
  const collection = context.registry.find(command.type === 'import' ? command.collection : 'reference');
  if (!collection || command.type === 'load') throw new Error('not a command of this server');
  const { owner } = context.connections;
  if (command.type === 'import') await importDocuments(owner, collection, command.documents as readonly Synced[]);
  else await publish(owner, collection, command.publications as readonly Publication[], context.now());
}

const say = (word: ServerWord) => process.send?.(word);

process.on('message', ({ id, ...command }: ServerCommand & { id: number }) => {
  obey(command).then(
    () => say({ type: 'done', id }),
    (thrown) => say({ type: 'failed', id, message: String(thrown) }),
  );
});

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await server.stop();
  await postgres.stop();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('disconnect', () => void stop());
say({ type: 'ready', url: server.url });
