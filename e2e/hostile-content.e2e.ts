import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../renderer/ui/paths.ts';
import { newActivity, newAnswer, newCase, newEntity, newFinding, row } from '../server/testing/documents.ts';
import { openTestSession } from '../server/testing/test-session.ts';
import { enterOffered, syncLine } from './story/people.ts';
import { test } from './test.ts';

/** What runs, leads away, or is taken for words of the program where a text is more than a text. */
const script = [
  '<img src=x onerror="window.ran=1"><script>window.ran=1</script><svg/onload=window.ran=1>',
  '<a href="javascript:window.ran=1">a</a> javascript:window.ran=1 [a](javascript:window.ran=1)',
  '{{constructor.constructor(\'window.ran=1\')()}} {{count}} $t(app:save) $t(common:cancel, {"count": 3})',
  '%s %n =cmd|"/C calc"!A0 @SUM(1) \u202eRTL\u202c \u2066\u200b\ufeff',
].join(' ');
const line = script.slice(0, 480);
const longWord = 'ă'.repeat(4_900);

test('what people write is shown as it is written, and runs nowhere', async ({ stage }) => {
  const server = await stage.startServer({ demonstration: true });
  const an = await openTestSession(server.url, 'an');
  const entity = newEntity(an.person, { name: line, address: line, representative: line, phone: '=1+1', note: script });
  const inspectionCase = newCase(an.person, {
    entityId: entity.id,
    entityName: `Độc ${line}`.slice(0, 490),
    entityAddress: line,
    legalGround: { number: line, issuedOn: '2026-11-12', issuedBy: line, summary: script },
    content: `${script} ${longWord}`.slice(0, 5_000),
    team: [{ id: 'p-an', name: line, role: 'leader', sections: ['A', '<b>'] }],
  });
  const about = [an.person, inspectionCase.id] as const;
  const pushed = {
    entities: [row(entity)],
    cases: [row(inspectionCase)],
    answers: [row(newAnswer(...about, 'post.A1', { note: script }))],
    findings: [
      row(newFinding(...about, { title: line, fact: `${script} ${longWord}`.slice(0, 5_000), measureNote: script })),
    ],
    activity: [row(newActivity(...about, { text: `${script} ${longWord}`.slice(0, 5_000) }))],
  };
  for (const [collection, rows] of Object.entries(pushed)) expect(await an.push(collection, rows)).toEqual([]);

  const { window } = await stage.openApplication({ serverUrl: server.url });
  const led: string[] = [];
  window.on('dialog', () => led.push('dialog'));
  window.on('popup', () => led.push('popup'));
  await window.evaluate(() => {
    const page = globalThis as unknown as { broken: string[] };
    page.broken = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      page.broken.push(violatedDirective),
    );
  });
  await enterOffered(window, 'Nguyễn Thị An');
  await syncLine(window, /^Đã đồng bộ/);
  const tabs = ['overview', 'checklist', 'findings', 'diary', 'review', 'conflicts'] as const;
  const places = [
    paths.today,
    paths.casesOf('Độc'),
    ...tabs.map((tab) => paths.case(inspectionCase.id, tab)),
    paths.outbox,
  ];
  for (const place of places) {
    await go(window, place);
    const width = await window.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([place, width]).toEqual([place, 0]);
  }
  await go(window, paths.case(inspectionCase.id));
  await window.getByText('<img src=x onerror="window.ran=1">').first().waitFor();
  await window.getByText('$t(app:save)').first().waitFor();
  const ran = await window.evaluate(() => {
    const page = globalThis as unknown as { ran?: number; broken: string[] };
    const odd = document.querySelectorAll(
      'img[src="x"], script:not([src]), a[href^="javascript:" i], svg[onload]',
    ).length;
    return { ran: page.ran ?? null, broken: page.broken, odd };
  });
  expect({ ...ran, led }).toEqual({ ran: null, broken: [], odd: 0, led: [] });
  expect(window.url()).toMatch(/^app:\/\/minh-tra\//);
});

async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, place);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}
