import fc from 'fast-check';
import { calls } from '../../shared/bridge/contract.ts';
import { oddTexts } from './odd-values.ts';
import { type JsonSchema, valuesOf } from './schema-value.ts';
import { Raw, spoiled, textOf } from './spoil.ts';

/** What only JavaScript has: nothing of it stands in a contract, and some of it cannot cross at all. */
const oddScripts = [
  ...[
    'undefined',
    'NaN',
    '-0',
    '1n',
    'Symbol("x")',
    '(() => 1)',
    'new Date(NaN)',
    'new Map([[1, 2]])',
    'new Set([null])',
  ],
  ...[
    'new Proxy({}, {})',
    'window',
    'document.body',
    'new ArrayBuffer(8)',
    'new Error("x")',
    'Object.create(null)',
    '/(a+)+$/',
  ],
  ...[
    '({ get pin() { throw 1 } })',
    '(() => { const a = {}; a.a = a; return a })()',
    'Promise.resolve(1)',
    '[]',
    '({})',
    '[,,]',
  ],
  ...['JSON.parse(`{"__proto__":{"pin":"1"}}`)', '"x".repeat(2000000)', '"[".repeat(9)', 'new Array(100000).fill(0)'],
  `(() => { let a = 1; for (let n = 0; n < 900; n++) a = { a }; return a })()`,
];

/** These open a window, ask the person, or listen on the laptop's networks: `e2e/capture-hostile` and `e2e/meeting` have them. */
const outward: ReadonlySet<string> = new Set(['capture.open', 'capture.takeScreen', 'meeting.open', 'meeting.join']);
const sealedIn = Object.entries(calls).filter(([name]) => !outward.has(name));

/** JavaScript of calls over the bridge: of every name with what it does not take, of no name, with too little or too much. */
export function hostileScripts(): fc.Arbitrary<string> {
  const odd = fc.oneof(
    fc.constantFrom(...oddTexts),
    fc.constantFrom(...oddScripts).map((text) => new Raw(text)),
    fc.constantFrom<unknown>(null, true, -1, 1.5, 2 ** 53),
  );
  const named = fc.constantFrom(...sealedIn).chain(([name, { input }]) => {
    const sound = valuesOf(input as JsonSchema);
    return fc
      .oneof(spoiled(sound, odd), odd)
      .map(textOf)
      .filter((text) => text !== 'null' || !soundAlone.has(name))
      .map((text) => `${JSON.stringify(name)}, ${text}`);
  });
  const unnamed = fc.tuple(odd, odd).map(([name, value]) => `${textOf(name)}, ${textOf(value)}`);
  const miscounted = fc
    .tuple(fc.constantFrom(...sealedIn.map(([name]) => name)), fc.array(odd, { maxLength: 4 }))
    .filter(([name]) => !soundAlone.has(name))
    .map(([name, values]) => [JSON.stringify(name), ...values.map(textOf)].join(', '));
  const none = fc.constant('');
  return fc
    .oneof(
      { weight: 12, arbitrary: named },
      { weight: 2, arbitrary: unnamed },
      { weight: 2, arbitrary: miscounted },
      { weight: 1, arbitrary: none },
    )
    .map((given) => `minhTra.call(${given})`);
}

/** They ask for nothing, and do what they do. */
const soundAlone = new Set(['session.lock', 'session.left']);
