import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ProblemError } from '../../shared/problem/problem.ts';

/** Of 19 digits there are some that PostgreSQL's bigint does not hold, and no database comes so far. */
const Decimal = Type.String({ pattern: '^[0-9]{1,18}$' });

/**
 * Where a device is in one scope. `back`: in its first download, newest first, at a place below the bound that was the
 * feed's end when it began, with so many documents left. `on`: past a place of the feed.
 */
const Position = Type.Union([
  Type.Tuple([Type.Literal('back'), Decimal, Decimal, Decimal, Type.Integer({ minimum: 0 })]),
  Type.Tuple([Type.Literal('on'), Decimal, Decimal]),
]);
export type Position = Static<typeof Position>;
const Places = Type.Record(Type.String({ maxLength: 24 }), Position);
const Checkpoint = Type.Object({ epoch: Type.String({ maxLength: 40 }), scopes: Places });

export type Positions = ReadonlyMap<string, Position>;

/** The checkpoint as it crosses the wire: opaque to the device. `epoch`: of the database whose places they are. */
export function writeCheckpoint(positions: Positions, epoch: string): string {
  return Buffer.from(JSON.stringify({ epoch, scopes: Object.fromEntries(positions) })).toString('base64url');
}

/** Throws `request.invalid` for a text that no server wrote, `server.restored` for places of another epoch. */
export function readCheckpoint(text: string | undefined, epoch: string): Positions {
  if (!text) return new Map();
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new ProblemError('request.invalid', { field: 'checkpoint' }, { cause });
  }
  // Places without an epoch are of before there was one: read anew.
  if (Value.Check(Places, value)) return new Map();
  if (!Value.Check(Checkpoint, value)) throw new ProblemError('request.invalid', { field: 'checkpoint' });
  if (value.epoch !== epoch) throw new ProblemError('server.restored', { epoch: 'another' });
  return new Map(Object.entries(value.scopes));
}
