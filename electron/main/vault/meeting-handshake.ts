import {
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  timingSafeEqual,
} from 'node:crypto';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { forget, keyBelow, seal, unseal } from '../../../sealed/cipher.ts';
import { jsonIn } from '../../../sealed/json-in.ts';
import { meetingSigningText } from '../../../shared/domain/meeting/signing.ts';
import { isProblemCode } from '../../../shared/problem/catalogue.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import { Id } from '../../../shared/schema/common.ts';
import { PublicKey } from '../../../shared/schema/evidence.ts';
import { type MeetingCipher, meetingCipherOf, type Side } from './meeting-cipher.ts';
import { isSignatureOf } from './public-key.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * How two laptops of a case's team come to know each other on a network that is anybody's: SIGMA-I (Krawczyk, CRYPTO 2003) over X25519.
 *
 *     member -> leader   MTM1, g^x
 *     leader -> member   g^y, { key, SIGN(g^x, g^y), MAC(key) }
 *     member -> leader   { key, SIGN(g^x, g^y), MAC(key), case, proof of the code }
 *     leader -> member   { proof of the code } or { why not }
 *
 * Keys are HKDF-SHA256 of the agreed secret and the hash of what was exchanged; braces are AES-256-GCM. The code has few bits: its proof
 * goes to nobody who has not signed before, and each wrong one is counted. It is part of the keys of what follows.
 */
const handshakeMessageBytes = 2_048;

/** Whole messages, one after the other. */
export interface Wire {
  /** The next message; throws where it is longer than `mostBytes`, or none comes. */
  receive(mostBytes: number): Promise<Buffer>;
  send(message: Uint8Array): Promise<void>;
}

export interface MeetingParty {
  readonly signing: SigningKey;
  /** What nobody knows but who has seen the leader's screen. */
  readonly secret: number;
  readonly caseId: string;
  /** Throws the problem for which the laptop with this key may not take part. */
  readonly admit: (publicKey: string) => void;
}

export interface MeetingLeader extends MeetingParty {
  /** Somebody of the team has typed another code: counts it, and says so. */
  readonly wrongCode: (publicKey: string) => ProblemError;
}

const mark = Buffer.from('MTM1', 'ascii');
const keyBytes = 32;
const Mac = Type.String({ pattern: '^[\\w-]{43}$', maxLength: 43 });
const Signature = Type.String({ pattern: '^[\\w-]{86}$', maxLength: 86 });
const Known = { publicKey: PublicKey, signature: Signature, mac: Mac };
const FromLeader = Type.Object(Known, { additionalProperties: false });
const FromMember = Type.Object({ ...Known, caseId: Id, proof: Mac }, { additionalProperties: false });
const Answer = Type.Object(
  {
    proof: Type.Union([Mac, Type.Null()]),
    code: Type.String({ maxLength: 40 }),
    left: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  { additionalProperties: false },
);

/** The leader's side. Throws why the other laptop is not let in, which it is told where it has shown who it is. */
export async function meetAsLeader(wire: Wire, leader: MeetingLeader): Promise<MeetingCipher> {
  const hello = await wire.receive(handshakeMessageBytes);
  if (hello.byteLength !== mark.byteLength + keyBytes || !mark.equals(hello.subarray(0, mark.byteLength)))
    throw broken();
  const pair = newPair();
  const keys = agree(pair, hello.subarray(mark.byteLength), [hello, pair.publicBytes]);
  try {
    const shown = await show('leader', leader.signing, keys);
    const second = Buffer.concat([pair.publicBytes, keys.box('leader', shown)]);
    await wire.send(second);
    const third = await wire.receive(handshakeMessageBytes);
    const member = keys.unbox('member', third, FromMember);
    demandShown('member', member, keys);
    const proofs = proofsOf(keys, leader.secret, member.publicKey, leader.signing.publicKey);
    const answer = (reply: Static<typeof Answer>) => wire.send(keys.box('answer', reply));
    try {
      leader.admit(member.publicKey);
      if (member.caseId !== leader.caseId) throw new ProblemError('meeting.otherCase');
      if (!isSame(member.proof, proofs.member)) throw leader.wrongCode(member.publicKey);
    } catch (thrown) {
      const { code, details } = problemOf(thrown);
      const left = Number(details?.left ?? 0);
      await answer({ proof: null, code, left });
      throw thrown;
    }
    await answer({ proof: proofs.leader, code: '', left: 0 });
    return meetingCipherOf(keys.traffic([second, third], leader.secret), 'leader', member.publicKey);
  } finally {
    keys.close();
  }
}

/** The member's side. Throws why it was not let in, or why the leader is none. */
export async function meetAsMember(wire: Wire, member: MeetingParty): Promise<MeetingCipher> {
  const pair = newPair();
  const hello = Buffer.concat([mark, pair.publicBytes]);
  await wire.send(hello);
  const second = await wire.receive(handshakeMessageBytes);
  if (second.byteLength <= keyBytes) throw broken();
  const theirs = second.subarray(0, keyBytes);
  const keys = agree(pair, theirs, [hello, theirs]);
  try {
    const leader = keys.unbox('leader', second.subarray(keyBytes), FromLeader);
    demandShown('leader', leader, keys);
    member.admit(leader.publicKey);
    const proofs = proofsOf(keys, member.secret, member.signing.publicKey, leader.publicKey);
    const shown = await show('member', member.signing, keys);
    const third = keys.box('member', { ...shown, caseId: member.caseId, proof: proofs.member });
    await wire.send(third);
    const { proof, code, left } = keys.unbox('answer', await wire.receive(handshakeMessageBytes), Answer);
    if (isProblemCode(code)) throw new ProblemError(code, { left });
    if (proof === null || !isSame(proof, proofs.leader)) throw broken();
    return meetingCipherOf(keys.traffic([second, third], member.secret), 'member', leader.publicKey);
  } finally {
    keys.close();
  }
}

interface Keys {
  readonly exchanged: string;
  box(name: string, value: object): Buffer;
  unbox<Schema extends TSchema>(name: string, sealed: Uint8Array, schema: Schema): Static<Schema>;
  mac(name: string, text: string): string;
  /** The keys of what each side says. */
  traffic(messages: readonly Uint8Array[], secret: number): Readonly<Record<Side, Buffer>>;
  close(): void;
}

interface Pair {
  readonly publicBytes: Buffer;
  agree(theirs: Uint8Array): Buffer;
}

function newPair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicBytes: Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url'),
    agree(theirs) {
      const x = Buffer.from(theirs).toString('base64url');
      try {
        const other = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
        return diffieHellman({ privateKey, publicKey: other });
      } catch {
        // A point of small order, by which the secret would be known.
        throw broken();
      }
    },
  };
}

function agree(pair: Pair, theirs: Uint8Array, exchange: readonly Uint8Array[]): Keys {
  const secret = pair.agree(theirs);
  const exchanged = hashOf(exchange);
  const withKey = <Result>(name: string, work: (key: Buffer) => Result): Result => {
    const key = keyBelow(secret, `meeting ${exchanged} ${name}`);
    try {
      return work(key);
    } finally {
      forget(key);
    }
  };
  return {
    exchanged,
    box: (name, value) => withKey(`box ${name}`, (key) => seal(key, Buffer.from(JSON.stringify(value), 'utf8'), name)),
    unbox(name, sealed, schema) {
      const plain = withKey(`box ${name}`, (key) => unseal(key, sealed, name));
      const value: unknown = plain && jsonIn(plain);
      if (!Value.Check(schema, value)) throw broken();
      return value;
    },
    mac: (name, text) =>
      withKey(`mac ${name}`, (key) => createHmac('sha256', key).update(text, 'utf8').digest('base64url')),
    traffic(messages, code) {
      const all = hashOf([Buffer.from(exchanged, 'hex'), ...messages]);
      const keyOf = (side: Side) => keyBelow(secret, `meeting ${all} ${code} from ${side}`);
      return { leader: keyOf('leader'), member: keyOf('member') };
    },
    close: () => forget(secret),
  };
}

async function show(side: Side, signing: SigningKey, keys: Keys): Promise<Static<typeof FromLeader>> {
  const { publicKey } = signing;
  const signature = await signing.sign(meetingSigningText(side, keys.exchanged));
  return { publicKey, signature, mac: keys.mac(side, publicKey) };
}

function demandShown(side: Side, { publicKey, signature, mac }: Static<typeof FromLeader>, keys: Keys): void {
  const text = Buffer.from(meetingSigningText(side, keys.exchanged), 'utf8');
  if (!isSignatureOf(text, publicKey, Buffer.from(signature, 'base64url'))) throw broken();
  if (!isSame(mac, keys.mac(side, publicKey))) throw broken();
}

function proofsOf(keys: Keys, secret: number, member: string, leader: string): Readonly<Record<Side, string>> {
  const proof = (side: Side) => keys.mac('code', `${side} ${member} ${leader} ${secret}`);
  return { leader: proof('leader'), member: proof('member') };
}

function hashOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function isSame(one: string, two: string): boolean {
  return one.length === two.length && timingSafeEqual(Buffer.from(one, 'ascii'), Buffer.from(two, 'ascii'));
}

function broken(): ProblemError {
  return new ProblemError('meeting.broken');
}
