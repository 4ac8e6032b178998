import path from 'node:path';
import { forget } from '../../../sealed/cipher.ts';
import {
  fewNumbers,
  type GiveBackInput,
  type HeldNumbers,
  type SeriesRef,
  type TakeInput,
} from '../../../shared/bridge/numbers.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { NumberBlock } from '../../../shared/protocol/numbers.ts';
import { inTurn } from '../files/in-turn.ts';
import type { ServerRequest } from '../server/central-server.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type NotedBlock, type NumberNote, newName, openNumberNote } from './number-note.ts';
import { reportBlocks, reserveBlock, returnBlock } from './number-requests.ts';

/** Official numbers of documents that this laptop holds for its person. */
export interface Numbers {
  held(): HeldNumbers[];
  /**
   * The number of a document: noted before it is given, and the same one for the same document however often it is asked for; none that
   * was typed into another. Throws `numbers.none`, and `database.diskFull` and the like without having given one.
   */
  take(input: TakeInput): Promise<number>;
  /** Nothing more is taken of what is left of a series; the server hears of it at the next contact. */
  giveBack(input: GiveBackInput): Promise<void>;
  /**
   * Tells the server what is held and used, then has it give more of each series that runs short; of one that was given back only where
   * somebody has asked for it. Throws what the server answers.
   */
  contact(wanted: readonly SeriesRef[], isAsked?: boolean): Promise<void>;
  /** The folder may be an older copy of itself: what its blocks were used for since is not known, so nothing more is taken of them. */
  distrust(): Promise<void>;
  close(): void;
}

export interface NumbersParts {
  readonly vault: OpenVault;
  /** Asks the central server as this person. */
  readonly ask: (request: ServerRequest) => Promise<Response>;
}

export async function openNumbers({ vault, ask }: NumbersParts): Promise<Numbers> {
  const key = vault.keyFor('files');
  const file = await openNumberNote(path.join(vault.folder, 'numbers'), key);
  const turn = inTurn();
  /** Contacts follow one another, and no number waits for them. */
  const meeting = inTurn();
  const change = (edit: (note: NumberNote) => NumberNote) => turn(() => file.write(edit(file.note)));
  const changeBlock = (requestId: string, edit: (noted: NotedBlock) => NotedBlock) =>
    change((note) => ({
      ...note,
      blocks: note.blocks.map((each) => (each.block.requestId === requestId ? edit(each) : each)),
    }));

  async function take({ documentId, typed, ...series }: TakeInput): Promise<number> {
    const own = file.note.blocks.filter(({ block, shut }) => isOf(block, series) && shut?.how !== 'void');
    const onPaper = new Map(typed.map((each) => [each.number, each.documentId]));
    const isElsewhere = (number: number) => (onPaper.get(number) ?? documentId) !== documentId;
    const taken = own.flatMap((block) => block.taken).filter((each) => each.documentId === documentId);
    const before = taken.find(({ number }) => !isElsewhere(number));
    if (before) return before.number;
    for (;;) {
      const { note } = file;
      const free = firstFree(note, series);
      if (!free) throw new ProblemError('numbers.none', { symbol: series.symbol });
      const number = free.block.first + free.taken.length;
      const elsewhere = onPaper.get(number);
      const noted = { ...free, taken: [...free.taken, { number, documentId: elsewhere ?? documentId }] };
      await file.write({ ...note, blocks: note.blocks.map((each) => (each === free ? noted : each)) });
      if (elsewhere === undefined) return number;
    }
  }

  async function tellBlocks(): Promise<void> {
    const blocks = file.note.blocks.filter(({ shut }) => shut?.how !== 'void');
    if (blocks.length === 0) return;
    const { voided } = await reportBlocks(ask, blocks);
    for (const requestId of voided) {
      await changeBlock(requestId, (noted) => ({ ...noted, shut: { how: 'void', reason: '' }, isShutTold: true }));
    }
    for (const noted of file.note.blocks.filter(({ shut, isShutTold }) => shut !== null && !isShutTold)) {
      await returnBlock(ask, noted);
      await changeBlock(noted.block.requestId, (each) => ({ ...each, isShutTold: true }));
    }
  }

  /** The name of a request for a series, kept before it is sent: what may have reached the server is asked by the same name. */
  async function nameFor(series: SeriesRef): Promise<string> {
    const known = file.note.asked.find((each) => isOf(each, series));
    if (known) return known.requestId;
    const requestId = newName();
    await change((note) => ({ ...note, asked: [...note.asked, { ...series, requestId }] }));
    return requestId;
  }

  async function fill(series: SeriesRef): Promise<void> {
    const requestId = await nameFor(series);
    const block = await reserveBlock(ask, { ...series, requestId, holder: file.note.holder });
    await change(({ asked, blocks, ...note }) => ({
      ...note,
      asked: asked.filter((each) => each.requestId !== requestId),
      blocks: block ? [...blocks, { block, taken: [], shut: null, isShutTold: false }] : blocks,
    }));
  }

  return {
    held: () => heldIn(file.note),
    take: (input) => turn(() => take(input)),
    giveBack: ({ reason, ...series }) =>
      change((note) => shutBlocks(note, { how: 'returned', reason }, ({ block }) => isOf(block, series))),
    contact: (wanted, isAsked = false) =>
      meeting(async () => {
        await tellBlocks();
        const short = wanted.filter((series) => leftIn(file.note, series) < fewNumbers);
        for (const series of short) if (isAsked || !isGivenBack(file.note, series)) await fill(series);
      }),
    distrust: () =>
      change((note) => {
        const shut = shutBlocks(note, { how: 'lost', reason: '' }, () => true);
        return { ...shut, holder: newName(), asked: [] };
      }),
    close: () => forget(key),
  };
}

function isOf({ year, symbol }: SeriesRef, series: SeriesRef): boolean {
  return year === series.year && symbol === series.symbol;
}

function leftOf({ block, taken, shut }: NotedBlock): number {
  return shut ? 0 : block.last - block.first + 1 - taken.length;
}

/** The block of a series from which the next number is taken. */
function firstFree({ blocks }: NumberNote, series: SeriesRef): NotedBlock | undefined {
  const open = blocks.filter((noted) => isOf(noted.block, series) && leftOf(noted) > 0);
  return open.sort((a, b) => a.block.first - b.block.first)[0];
}

function leftIn({ blocks }: NumberNote, series: SeriesRef): number {
  return blocks.filter(({ block }) => isOf(block, series)).reduce((sum, noted) => sum + leftOf(noted), 0);
}

/** True where the last that was held of a series was given back. */
function isGivenBack({ blocks }: NumberNote, series: SeriesRef): boolean {
  return blocks.findLast(({ block }) => isOf(block, series))?.shut?.how === 'returned';
}

function heldIn(note: NumberNote): HeldNumbers[] {
  const bySeries = new Map<string, NumberBlock>();
  for (const { block } of note.blocks) bySeries.set(`${block.year} ${block.symbol}`, block);
  return [...bySeries.values()].map(({ year, symbol }) => ({ year, symbol, left: leftIn(note, { year, symbol }) }));
}

/** Shuts those of the blocks of which something is left. */
function shutBlocks(
  note: NumberNote,
  shut: NonNullable<NotedBlock['shut']>,
  isMeant: (noted: NotedBlock) => boolean,
): NumberNote {
  const blocks = note.blocks.map((noted) => (isMeant(noted) && leftOf(noted) > 0 ? { ...noted, shut } : noted));
  return { ...note, blocks };
}
