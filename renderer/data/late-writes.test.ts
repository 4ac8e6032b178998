import { afterEach, describe, expect, it } from 'vitest';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { writeAs, writersOf } from '../../shared/domain/merge/origins.ts';
import { openConflicts } from '../../shared/domain/merge/settle.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { offlineWorkspace } from './testing/offline-workspace.ts';
import { preparation } from './testing/preparation.ts';
import type { Workspace } from './workspace.ts';

let workspace: Workspace;
let seen: InspectionCase;
afterEach(() => workspace.close());

async function begin(): Promise<void> {
  workspace = await offlineWorkspace();
  seen = await workspace.insert('cases', preparation);
}

/** One field that is not left: each pause saves over the state in which the typing began. */
const type = (content: string) => workspace.change('cases', seen.id, () => ({ content }), seen);

async function stored(): Promise<InspectionCase> {
  return (await workspace.collections.cases.findOne(seen.id).exec(true)).toMutableJSON();
}

/** What Chi made of the first state arrives and is merged, as the conflict handler does it. */
async function arrive(change: Partial<InspectionCase>): Promise<void> {
  const at = nextStamp(null, Date.now() - 1_000, 'laptop-chi');
  const stamp = { by: 'p-chi', device: 'laptop-chi', at, clockOffsetMs: 0 };
  const theirs = writeAs(seen, { ...seen, ...change }, stamp);
  const document = await workspace.collections.cases.findOne(seen.id).exec(true);
  await document.incrementalModify((mine) =>
    mergeDocuments<typeof mine>({
      base: { ...mine, ...seen },
      mine,
      theirs: { ...mine, ...theirs },
      rules: mergeRulesOf('cases'),
    }),
  );
}

const valuesIn = (document: InspectionCase) => [
  document.content,
  ...openConflicts(document).flatMap(({ values }) => values.map(({ value }) => value)),
];

describe('typing while a colleague’s edit arrives', () => {
  it('leaves them named for what they wrote elsewhere', async () => {
    await begin();
    await type('Nội');
    await arrive({ legalGround: { ...seen.legalGround, number: 'CHI' } });
    const after = await type('Nội dung');
    expect(after.legalGround.number).toBe('CHI');
    expect(writersOf(after)('/legalGround/number').by).toBe('p-chi');
  });

  it('keeps what they wrote in the same field, also when one’s own was taken out again before', async () => {
    await begin();
    await type('Nội');
    await type('');
    await arrive({ content: 'Chi: phạm vi' });
    await type('');
    expect(valuesIn(await type('An: phạm vi'))).toContain('Chi: phạm vi');
  });

  it('is one choice, however often the typing pauses', async () => {
    await begin();
    await type('A');
    await arrive({ content: 'Chi: phạm vi' });
    for (let pause = 0; pause < 30; pause++) await type(`An: phạm vi, đoạn ${pause}`);
    const after = await stored();
    expect(openConflicts(after)).toHaveLength(1);
    expect(valuesIn(after)).toContain('Chi: phạm vi');
    expect(after.content).toBe('An: phạm vi, đoạn 29');
    expect(JSON.stringify(after).length).toBeLessThan(5_000);
  });
});
