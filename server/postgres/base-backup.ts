import { type Dirent, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import type { BackupManifest } from './backup-manifest.ts';
import { copyDurably, syncFolder, type Written, writeDurably } from './durable-files.ts';
import { segmentName } from './replayed-log.ts';

/** What a backup may leave out: PostgreSQL's documentation, "Backing Up the Data Directory", and what pg_basebackup does. */
const leftOut =
  /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|backup_(label|manifest)(\.old)?|tablespace_map(\.old)?|.*\.tmp)$/;
/** Folders whose content belongs to the running database alone. */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const controlFile = 'global/pg_control';

export type BaseBackup = Pick<BackupManifest, 'postgres' | 'endedAt' | 'folders' | 'files'>;

/**
 * Copies a running cluster by PostgreSQL's low-level interface (documentation, "Making a Base Backup Using the Low Level API")
 * into a new folder, with the log that makes it whole: what was committed until the end of it. Answers what was copied, by its
 * place below `target`'s parent.
 */
export async function takeBaseBackup(url: string, cluster: string, target: string): Promise<BaseBackup> {
  const client = new pg.Client(url);
  await client.connect();
  const copying = new Copying(cluster, target);
  try {
    // Until this session ends, in whatever way, the slot keeps the log from being recycled.
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [`backup_${process.pid}`]);
    await client.query('select pg_backup_start($1, fast => true)', [target]);
    copying.folder('.');
    await copying.below('.');
    const stopped = await client.query<Stopped>(
      `select pg_walfile_name(lsn) as last, labelfile as label, spcmapfile as map, current_setting('server_version') as version
       from pg_backup_stop(wait_for_archive => false)`,
    );
    const [{ last, label, map, version } = noStop()] = stopped.rows;
    if (map.trim() !== '') throw new Error('a tablespace outside of the cluster can not be backed up');
    copying.write('backup_label', label);
    await copying.log(firstSegment(label), last);
    copying.sync();
    return { postgres: version, endedAt: new Date().toISOString(), ...copying.copied };
  } finally {
    await client.end();
  }
}

interface Stopped {
  readonly last: string;
  readonly label: string;
  readonly map: string;
  readonly version: string;
}

function noStop(): never {
  throw new Error('PostgreSQL did not end the backup');
}

function firstSegment(label: string): string {
  const found = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/m.exec(label);
  if (!found?.[1]) throw new Error('PostgreSQL did not say where the backup begins');
  return found[1];
}

/** Copies file by file, and lets the process see to other things in between: to a signal that ends it, above all. */
class Copying {
  readonly #from: string;
  readonly #to: string;
  readonly copied = { folders: [] as string[], files: [] as BackupManifest['files'][number][] };

  constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  folder(place: string): void {
    mkdirSync(path.join(this.#to, place), { mode: 0o700 });
    this.copied.folders.push(this.#name(place));
  }

  async below(folder: string): Promise<void> {
    for (const entry of readdirSync(path.join(this.#from, folder), { withFileTypes: true })) {
      if (leftOut.test(entry.name)) continue;
      const place = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) await this.#directory(place, entry);
      else if (entry.isFile()) await this.#file(place);
      else throw new Error(`${path.join(this.#from, place)} is neither file nor folder and can not be backed up`);
    }
  }

  write(place: string, content: string | Buffer): void {
    this.#add(place, writeDurably(path.join(this.#to, place), content));
  }

  /** The files of the log from the first to the last, and the histories of its timelines. */
  async log(first: string, last: string): Promise<void> {
    const names = readdirSync(path.join(this.#from, 'pg_wal')).sort();
    const segments = names.filter((name) => segmentName.test(name) && name >= first && name <= last);
    if (segments[0] !== first || segments.at(-1) !== last)
      throw new Error(`the log from ${first} to ${last} is not whole`);
    const histories = names.filter((name) => name.endsWith('.history'));
    for (const name of [...segments, ...histories]) await this.#file(`pg_wal/${name}`);
  }

  sync(): void {
    for (const folder of this.copied.folders) syncFolder(path.join(this.#to, '..', folder));
  }

  async #directory(place: string, { name }: Dirent): Promise<void> {
    this.folder(place);
    if (!emptied.has(name)) await this.below(place);
  }

  async #file(place: string): Promise<void> {
    await setImmediate();
    const source = path.join(this.#from, place);
    try {
      if (place === controlFile) this.write(place, steadyContent(source));
      else this.#add(place, copyDurably(source, path.join(this.#to, place)));
    } catch (error) {
      // A table may be dropped meanwhile: a restore learns it from the log.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || existsSync(source)) throw error;
    }
  }

  #add(place: string, written: Written): void {
    this.copied.files.push({ path: this.#name(place), ...written });
  }

  #name(place: string): string {
    return path.posix.join(path.basename(this.#to), place);
  }
}

/** PostgreSQL may write to the file while it is read: two readings that agree are one whole state. */
function steadyContent(file: string): Buffer {
  let before = readFileSync(file);
  for (;;) {
    const now = readFileSync(file);
    if (now.equals(before)) return now;
    before = now;
  }
}
