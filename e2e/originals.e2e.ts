import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TakenIn } from '../shared/bridge/contract.ts';
import { type IntakeInput, sliceBytes } from '../shared/bridge/evidence.ts';
import { callShell } from './bridge.ts';
import { caseOnServer, openEvidence } from './story/evidence.ts';
import { unlock } from './story/people.ts';
import { test } from './test.ts';

const input = (evidenceId: string, own: Partial<IntakeInput> = {}): IntakeInput => ({
  ...{ evidenceId, caseId: 'c1', kind: 'document', origin: 'file', fileName: 'Bí mật.bin', position: null, ties: [] },
  ...own,
});

/** Takes in what the page makes: so many bytes of a text that can be looked for on the disk. */
async function takeMarked(page: Page, asked: IntakeInput, mark: string, bytes: number): Promise<TakenIn> {
  await callShell(page, 'evidence.begin', asked);
  await page.evaluate(
    async ({ evidenceId, words, size, slice }) => {
      const text = words.repeat(Math.ceil(size / words.length)).slice(0, size);
      const file = new Blob([text]);
      for (let at = 0; at < file.size; at += slice) {
        const answer = await fetch(`/evidence/incoming/${evidenceId}?at=${at}`, {
          method: 'POST',
          body: file.slice(at, at + slice),
        });
        if (!answer.ok) throw new Error(await answer.text());
      }
    },
    { evidenceId: asked.evidenceId, words: mark, size: bytes, slice: sliceBytes },
  );
  return callShell(page, 'evidence.finish', { evidenceId: asked.evidenceId });
}

async function isOnDisk(folder: string, mark: string): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(path.join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    if (bytes.includes(mark) || entry.name.includes(mark)) return true;
  }
  return false;
}

test('an original comes in by slices, goes out whole or in part, and is nowhere in the clear', async ({ stage }) => {
  const server = await stage.startServer();
  const { window, userDataFolder } = await stage.openApplication({ serverUrl: server.url });
  await callShell(window, 'session.enterDemonstration', { username: 'an' });
  const mark = 'BÍ MẬT 27-11 ';
  const bytes = 2 * sliceBytes + 12_345;
  const { signed } = await takeMarked(window, input('00000000000000000000000001'), mark, bytes);
  const { sha256, sizeBytes } = signed.record;
  expect(sizeBytes).toBeGreaterThan(bytes);
  const got = await window.evaluate(
    async ({ url }) => {
      const whole = await fetch(url);
      const part = await fetch(url, { headers: { range: 'bytes=1000000-1000099' } });
      // As a player asks: an answer that ends before the file does would end the video there.
      const rest = await fetch(url, { headers: { range: 'bytes=1-' } });
      const digest = await crypto.subtle.digest('SHA-256', await whole.arrayBuffer());
      const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return {
        hex,
        status: part.status,
        range: part.headers.get('content-range'),
        size: (await part.arrayBuffer()).byteLength,
        rest: (await rest.arrayBuffer()).byteLength,
      };
    },
    { url: `/evidence/files/${sha256}?size=${sizeBytes}&type=text/plain` },
  );
  expect(got).toEqual({
    hex: sha256,
    status: 206,
    range: `bytes 1000000-1000099/${sizeBytes}`,
    size: 100,
    rest: sizeBytes - 1,
  });
  expect(await isOnDisk(userDataFolder, mark)).toBe(false);
  expect(await isOnDisk(userDataFolder, 'Bí mật.bin')).toBe(false);
  expect(await isOnDisk(userDataFolder, sha256)).toBe(false);
  await callShell(window, 'session.lock', null);
  const locked = await window.evaluate(async ({ url }) => (await fetch(url)).ok, {
    url: `/evidence/files/${sha256}?size=${sizeBytes}`,
  });
  expect(locked).toBe(false);
});

test('a recording is kept as it is made, as far as it came when the program is killed, and plays from where one looks', async ({
  stage,
}) => {
  const server = await stage.startServer();
  const first = await stage.openApplication({ serverUrl: server.url });
  await callShell(first.window, 'session.enterDemonstration', { username: 'an' });
  const asked = input('00000000000000000000000002', { kind: 'video', origin: 'recorded', fileName: '' });
  await callShell(first.window, 'evidence.begin', asked);
  const sent = await first.window.evaluate(async ({ evidenceId }) => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(30), {
      mimeType: 'video/webm',
      videoBitsPerSecond: 8_000_000,
    });
    let at = 0;
    let sending = Promise.resolve();
    const enough = new Promise<void>((resolve) => {
      recorder.ondataavailable = ({ data }) => {
        sending = sending.then(async () => {
          const answer = await fetch(`/evidence/incoming/${evidenceId}?at=${at}`, { method: 'POST', body: data });
          if (!answer.ok) throw new Error(await answer.text());
          at += data.size;
          if (at > 2_000_000) resolve();
        });
      };
    });
    recorder.start(250);
    const noise = () => {
      if (!context) return;
      const image = context.createImageData(640, 480);
      for (let place = 0; place < image.data.length; place += 65_536)
        crypto.getRandomValues(image.data.subarray(place, place + 65_536));
      context.putImageData(image, 0, 0);
      if (recorder.state === 'recording') requestAnimationFrame(noise);
    };
    noise();
    await enough;
    return at;
  }, asked);
  await first.kill();

  const { window } = await stage.openApplication({ serverUrl: server.url, userDataFolder: first.userDataFolder });
  await callShell(window, 'session.enterDemonstration', { username: 'an' });
  const [left, ...others] = await callShell(window, 'evidence.left', null);
  expect(others).toEqual([]);
  expect(left?.signed.record).toMatchObject({ kind: 'video', mediaType: 'video/webm' });
  const { sha256 = '', sizeBytes = 0 } = left?.signed.record ?? {};
  // What was taken in but not yet a whole chunk is lost, and no more.
  expect(sent - sizeBytes).toBeLessThan(600_000);
  const played = await window.evaluate(
    async ({ url }) => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = url;
      document.body.append(video);
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      video.currentTime = 0.5;
      await new Promise((resolve) => {
        video.onseeked = resolve;
      });
      return { width: video.videoWidth, at: video.currentTime };
    },
    { url: `/evidence/files/${sha256}?size=${sizeBytes}&type=video/webm` },
  );
  expect(played.width).toBe(640);
  expect(played.at).toBeGreaterThan(0);
  const bytes = await window.evaluate(
    async ({ url }) => Array.from(new Uint8Array(await (await fetch(url)).arrayBuffer())),
    { url: `/evidence/files/${sha256}?size=${sizeBytes}&type=video/webm` },
  );
  expect(createHash('sha256').update(Uint8Array.from(bytes)).digest('hex')).toBe(sha256);
});

test('an original whose last step is under way while the page is loaded anew, or locked, is there at the next unlock', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const { window } = await openEvidence(stage, { server, caseId }, 'an');
  const documents = () => server.sql<{ id: string }>('select id from sync.evidence order by id');
  for (const [nth, way] of (['reload', 'lock'] as const).entries()) {
    const asked = input(String(nth + 1).padStart(26, '0'), { caseId, kind: 'video', origin: 'recorded' });
    await callShell(window, 'evidence.begin', asked);
    await window.evaluate(
      async ({ evidenceId, marker, way }) => {
        const body = new Blob([new Uint8Array(3_000_000).fill(marker)]);
        const posted = await fetch(`/evidence/incoming/${evidenceId}?at=0`, { method: 'POST', body });
        if (!posted.ok) throw new Error(await posted.text());
        const { minhTra } = window as unknown as { minhTra: { call(name: string, input: unknown): Promise<unknown> } };
        minhTra.call('evidence.finish', { evidenceId }).catch(() => undefined);
        if (way === 'reload') location.reload();
        else minhTra.call('session.lock', null).catch(() => undefined);
      },
      { evidenceId: asked.evidenceId, marker: nth + 1, way },
    );
    await unlock(window);
    await expect.poll(documents).toHaveLength(nth + 1);
    const sha256 = createHash('sha256')
      .update(Buffer.alloc(3_000_000, nth + 1))
      .digest('hex');
    expect(await callShell(window, 'evidence.has', { sha256, sizeBytes: 3_000_000 })).toBe(true);
    await expect.poll(() => callShell(window, 'evidence.unsent', null)).toEqual([]);
  }
});
