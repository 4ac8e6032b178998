import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Engine } from '../../electron/database/engine.ts';
import type { CommitMark } from '../../electron/database/file-state.ts';
import { keyCheckPathOf } from '../../electron/database/open-file.ts';
import { openTable } from '../../electron/database/testing/engines.ts';
import { type Human, humanSchema } from '../../electron/database/testing/human-schema.ts';
import { stored } from '../../electron/database/testing/instances.ts';
import { scratchDirectory, testKey } from '../../electron/database/testing/scratch.ts';
import { problemOf } from '../../shared/problem/problem.ts';
import { scenario } from './scenario.ts';

const inFile = 240;
const inLog = 120;
const aCommit = 20;
/** The document of a person, as text, after so many changes. */
type Versions = readonly string[];

/** A laptop's file as a kill leaves it: some commits in the file, later ones in the write-ahead log alone. */
interface Killed {
  readonly file: string;
  readonly main: Buffer;
  readonly log: Buffer;
  readonly mark: CommitMark;
  /** What was acknowledged of each document, by its id; the last is the newest. */
  readonly acknowledged: ReadonlyMap<string, Versions>;
}

const textOf = (id: string, version: number): string =>
  JSON.stringify(
    stored<Human>({ id, name: `${id} ${version} ${'Biên bản kiểm tra. '.repeat(20)}` }, { _rev: `${version}-x` }),
  );

async function killed(): Promise<Killed> {
  const file = join(scratchDirectory(), 'test.db');
  const engine = Engine.open({ file, keyHex: testKey });
  const instance = openTable(engine, humanSchema, { searchFields: ['name'] });
  const acknowledged = new Map<string, string[]>();
  const save = async (ids: readonly string[]) => {
    const versions = ids.map((id) => (acknowledged.get(id)?.length ?? 0) + 1);
    const documents = ids.map((id, at) => textOf(id, versions[at] ?? 0));
    const previous = versions.map((version) => (version === 1 ? null : `${version - 1}-x`));
    const { errors } = await engine.write({ instance, documents, previous, context: 'fill' });
    expect(errors).toEqual([]);
    ids.forEach((id, at) => {
      acknowledged.set(id, [...(acknowledged.get(id) ?? []), documents[at] ?? '']);
    });
  };
  const ids = Array.from({ length: inFile + inLog / 2 }, (_, at) => `h${at}`);
  for (let at = 0; at < inFile; at += aCommit) await save(ids.slice(at, at + aCommit));
  engine.search({ instance, text: 'kiem tra', limit: 1 });
  engine.checkpoints.run('truncate');
  for (let at = inFile - inLog / 2; at < ids.length; at += aCommit) await save(ids.slice(at, at + aCommit));
  const { mark } = engine;
  const [main, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
  engine.close();
  return { file, main, log, mark, acknowledged };
}

interface Found {
  /** What the program said: damaged, commits missing, or nothing. */
  readonly said: 'damaged' | 'rolledBack' | 'nothing';
  readonly lost: readonly string[];
  readonly diverged: readonly string[];
}

/** Opens the file as the next start does, and reads all that was acknowledged. */
function readAll({ file, mark, acknowledged }: Killed): Found {
  let engine: Engine | null = null;
  try {
    engine = Engine.open({ file, keyHex: testKey, lastMark: mark });
    const said = engine.isRolledBack ? 'rolledBack' : 'nothing';
    const instance = openTable(engine, humanSchema, { searchFields: ['name'] });
    const ids = [...acknowledged.keys()];
    const read = new Map(ids.map((id) => [id, engine?.find({ instance, ids: [id], withDeleted: true })[0]]));
    // Where it says that commits are missing, an earlier version is what it said; where it says nothing, the newest alone is right.
    const isRight = (id: string, text: string) =>
      said === 'rolledBack' ? acknowledged.get(id)?.includes(text) : acknowledged.get(id)?.at(-1) === text;
    const texts = [...read].filter((each): each is [string, string] => each[1] !== undefined);
    return {
      said,
      lost: said === 'nothing' ? ids.filter((id) => read.get(id) === undefined) : [],
      diverged: texts.filter(([id, text]) => !isRight(id, text)).map(([id]) => id),
    };
  } catch (thrown) {
    const { code } = problemOf(thrown);
    if (code !== 'database.damaged') throw thrown;
    return { said: 'damaged', lost: [], diverged: [] };
  } finally {
    engine?.close();
  }
}

// One bit of the file or of its write-ahead log is another, anywhere: nothing else is ever read, and nothing is missing in silence.
scenario('flipped bits', { ci: 40, full: 1_000, roundMs: 1_000 }, async ({ rounds, random, note }) => {
  const laptop = await killed();
  const { file, main, log } = laptop;
  const check = keyCheckPathOf(file);
  copyFileSync(check, `${check}.kept`);
  const said = { damaged: 0, rolledBack: 0, nothing: 0 };
  const found = { lost: [] as string[], diverged: [] as string[] };
  for (let round = 0; round < rounds; round++) {
    const isLog = round % 2 === 1;
    const bytes = Buffer.from(isLog ? log : main);
    const [at, bit] = [random.between(0, bytes.length - 1), random.between(0, 7)];
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
    writeFileSync(file, isLog ? main : bytes);
    writeFileSync(`${file}-wal`, isLog ? bytes : log);
    rmSync(`${file}-shm`, { force: true });
    copyFileSync(`${check}.kept`, check);
    const seen = readAll(laptop);
    note(`bit ${bit} of byte ${at} of the ${isLog ? 'log' : 'file'}: ${seen.said}`);
    said[seen.said] += 1;
    found.lost.push(...seen.lost);
    found.diverged.push(...seen.diverged);
  }
  console.log(`flipped bits, said: ${JSON.stringify(said)}`);
  // A bit that nobody reads any more may go unsaid: an old page whose newer one is in the log.
  expect(said.damaged + said.rolledBack).toBeGreaterThan(rounds / 2);
  return { acknowledged: laptop.acknowledged.size, doubled: [], ...found };
});
