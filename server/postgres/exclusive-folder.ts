import { rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashOf } from '../services/cryptography.ts';

/**
 * Takes a folder for this process alone, until it ends in whatever way: a local socket is the lock, and the kernel drops
 * it with its holder. Answers the release, or null while another process holds the folder.
 */
export async function takeFolder(folder: string): Promise<(() => Promise<void>) | null> {
  const address = addressOf(folder);
  const server = net.createServer((socket) => socket.destroy());
  if (!(await listens(server, address))) {
    if (!path.isAbsolute(address) || (await isAnswered(address))) return null;
    // Where sockets are files, a killed holder leaves its file behind.
    rmSync(address, { force: true });
    if (!(await listens(server, address))) return null;
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function listens(server: net.Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', failed);
    server.listen(address, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

function addressOf(folder: string): string {
  const id = `minh-tra-${hashOf(folder).slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${id}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : path.join(tmpdir(), `${id}.sock`);
}
