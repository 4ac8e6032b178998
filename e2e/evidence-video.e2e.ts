import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { caseOnServer, openEvidence } from './story/evidence.ts';
import { unlock } from './story/people.ts';
import { test } from './test.ts';

const fakeDevices = ['--use-fake-device-for-media-stream=device-count=2'];

/** Opens the camera to film, and waits until so many seconds of it are on the disk. */
async function film(window: Page, until: string) {
  await window.getByRole('button', { name: 'Chụp, quay' }).click();
  const dialog = window.getByRole('dialog', { name: 'Chụp ảnh, quay video chứng cứ' });
  await dialog.getByText('Video', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Bắt đầu quay' }).click();
  await dialog.getByText(until).waitFor();
  return dialog;
}

test('a video is saved while it is filmed: as far as it came when its camera is drawn out, or the program is killed', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const first = await openEvidence(stage, { server, caseId }, 'an', { args: fakeDevices });
  const { window } = first;
  const dialog = await film(window, '0:02');
  // While it films neither mode nor camera change, and Escape closes nothing.
  expect(await dialog.getByRole('radio', { name: 'Ảnh' }).isDisabled()).toBe(true);
  expect(await dialog.getByRole('combobox', { name: 'Máy ảnh' }).isDisabled()).toBe(true);
  await window.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Dừng và lưu' }).click();
  await window.getByText(/Đã lưu video 0:0[2-4]/).waitFor();
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
  await list.locator('img').waitFor();

  const camera = await window.evaluateHandle(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const opened = { tracks: [] as MediaStreamTrack[] };
    mediaDevices.getUserMedia = async (wanted) => {
      // Only the camera is there: the microphone is another program's.
      if (!wanted?.video) throw new DOMException('busy', 'NotReadableError');
      const stream = await open(wanted);
      opened.tracks.push(...stream.getVideoTracks());
      return stream;
    };
    return opened;
  });
  await film(window, '0:01');
  await window.getByText('Không mở được micrô nào: video này không có tiếng.').waitFor();
  await camera.evaluate(({ tracks }) => tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await window.getByText('Máy ảnh vừa bị rút ra. Phần đã quay được lưu làm chứng cứ.').waitFor();
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2);

  await film(window, '0:02');
  await first.kill();
  const { window: again } = await stage.openApplication({
    ...{ serverUrl: server.url, demonstration: false, userDataFolder: first.userDataFolder },
  });
  await unlock(again);
  await again.getByText('Đã đưa vào hồ sơ 1 chứng cứ đang lưu dở khi chương trình bị tắt.').waitFor();
  const records = async () => {
    const rows = await server.sql<{ body: string }>('select body from sync.evidence order by id');
    return rows.map(({ body }) => JSON.parse(body).signed.record);
  };
  const video = { kind: 'video', origin: 'recorded', mediaType: 'video/webm' };
  await expect.poll(records, { timeout: 30_000 }).toMatchObject([video, video, video]);
  expect((await records()).map(({ chain }) => chain.sequence)).toEqual([1, 2, 3]);
});
