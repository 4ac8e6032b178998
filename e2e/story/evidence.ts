import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newCase, row } from '../../server/testing/documents.ts';
import { startTestServer } from '../../server/testing/test-server.ts';
import type { Stage } from '../launch.ts';
import { type LaptopLaunch, laptopOf } from './people.ts';

/** A server with a case of Bình's, on which An works. */
export async function caseOnServer() {
  const server = await startTestServer({ reference: true });
  const binh = await server.signIn('binh');
  const inspectionCase = newCase(binh.person, { templateIds: ['post-enterprise'] });
  expect(await binh.push('cases', [row(inspectionCase)])).toEqual([]);
  return { server, binh, caseId: inspectionCase.id };
}

/** Signs a person in on a laptop of their own, and opens the case's evidence. */
export async function openEvidence(
  stage: Stage,
  { server, caseId }: { readonly server: { readonly url: string }; readonly caseId: string },
  username: string,
  launch: LaptopLaunch = {},
) {
  const laptop = await laptopOf(stage, server.url, username, launch);
  await laptop.window.goto(new URL(`#/cases/${caseId}/evidence`, laptop.window.url()).href);
  return laptop;
}

/** A photograph, drawn by the window: JPEG bytes in the size asked for. */
export async function drawn(page: Page, width: number, height: number, words: string): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ width, height, words }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      const ground = context.createLinearGradient(0, 0, width, height);
      ground.addColorStop(0, '#b6a17a');
      ground.addColorStop(1, '#3a4243');
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#fff';
      context.font = `${Math.round(height / 8)}px sans-serif`;
      context.fillText(words, width / 10, height / 2);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    { width, height, words },
  );
  return Buffer.from(base64, 'base64');
}
