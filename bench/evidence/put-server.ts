import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Running } from '../../build/system/running.ts';
import { newBenchFolder } from '../bench-window.ts';

/** A server that writes what is put into a file, on the disk when it answers; its URL. */
export async function openPutServer(running: Running): Promise<string> {
  const file = path.join(await newBenchFolder('put', running), 'file');
  const server = createServer(async (request, response) => {
    const handle = await open(file, 'w');
    let at = 0;
    for await (const piece of request) at += (await handle.write(piece, 0, piece.byteLength, at)).bytesWritten;
    await handle.sync();
    await handle.close();
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await running.add(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}
