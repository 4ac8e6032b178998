import { expect } from 'vitest';
import { caseOnServer, drawn, openEvidence } from './story/evidence.ts';
import { unlock } from './story/people.ts';
import { test } from './test.ts';

test('originals are held back when somebody asks for it, also after a restart; what is known of them goes on', async ({
  stage,
}) => {
  const { server, binh, caseId } = await caseOnServer();
  const first = await openEvidence(stage, { server, caseId }, 'an');
  await first.window.goto(new URL('#/settings', first.window.url()).href);
  const hold = first.window.getByRole('switch', { name: 'Tạm dừng gửi bản gốc', exact: true });
  await hold.press('Space');
  expect(await hold.isChecked()).toBe(true);
  await first.window.goto(new URL(`#/cases/${caseId}/evidence`, first.window.url()).href);
  const photograph = await drawn(first.window, 640, 480, 'Biển hiệu');
  await first.window
    .locator('input[type=file]')
    .setInputFiles([{ name: 'IMG_0412.jpg', mimeType: 'image/jpeg', buffer: photograph }]);
  await first.window.getByText('IMG_0412.jpg').waitFor();
  const rows = () => server.sql<{ id: string }>('select id from sync.evidence');
  await expect.poll(rows, { timeout: 20_000 }).toHaveLength(1);
  await first.close();

  const { window } = await stage.openApplication({
    ...{ serverUrl: server.url, demonstration: false, userDataFolder: first.userDataFolder },
  });
  await unlock(window);
  await window.goto(new URL('#/outbox', window.url()).href);
  await window.getByText('Đang tạm dừng gửi bản gốc.').waitFor();
  const [stored] = await rows();
  const content = async () => (await binh.request(`/evidence/${stored?.id}/original/content`)).status;
  expect(await content()).toBe(404);
  await window.getByRole('switch', { name: 'Tạm dừng gửi bản gốc' }).press('Space');
  await expect.poll(content, { timeout: 20_000 }).toBe(200);
});
