import { expect } from 'vitest';
import { newCase, row } from '../../server/testing/documents.ts';
import { startTestServer } from '../../server/testing/test-server.ts';
import type { Stage } from '../launch.ts';
import { enterByName, syncLine } from './people.ts';

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
  { server, caseId }: Pick<Awaited<ReturnType<typeof caseOnServer>>, 'server' | 'caseId'>,
  username: string,
  args: string[] = [],
) {
  const laptop = await stage.openApplication({ serverUrl: server.url, demonstration: false, args });
  await enterByName(laptop.window, username);
  await syncLine(laptop.window, /^Đã đồng bộ/);
  await laptop.window.goto(new URL(`#/cases/${caseId}/evidence`, laptop.window.url()).href);
  return laptop;
}
