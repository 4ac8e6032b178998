import { Engine } from '../engine.ts';
import { humanSchema } from './human-schema.ts';
import { wireSchemaOf } from './wire-schema.ts';

/** Saves without end, and says what has been acknowledged: `[id, revision]`. Started by a test, which kills it. */
const [file = '', keyHex = '', round = ''] = process.argv.slice(2);
const engine = Engine.open({ file, keyHex });
const { instance } = engine.openInstance(
  { changed() {} },
  {
    protocol: 1,
    database: 'test',
    collection: 'things',
    schema: wireSchemaOf(humanSchema),
    options: { searchFields: ['name'], elementFields: ['friends.id'] },
  },
);

const filler = 'Biên bản kiểm tra. '.repeat(80);

async function save(id: string, height: number): Promise<void> {
  const rev = `${height}-${round}`;
  const document = {
    id,
    name: `${id} ${filler}`,
    friends: [{ id: `friend-${height}` }],
    _deleted: false,
    _attachments: {},
    _rev: rev,
    _meta: { lwt: Date.now() },
  };
  const previous = height === 1 ? null : `${height - 1}-${round}`;
  const { errors } = await engine.write({
    instance,
    documents: [JSON.stringify(document)],
    previous: [previous],
    context: 't',
  });
  if (errors.length > 0) throw new Error('refused');
  process.send?.([id, rev]);
}

for (let turn = 0; ; turn++) {
  const ids = Array.from({ length: 1 + (turn % 12) }, (_, at) => `${round}-${turn}-${at}`);
  await Promise.all(ids.map((id) => save(id, 1)));
  await Promise.all(ids.slice(0, 3).map((id) => save(id, 2)));
}
