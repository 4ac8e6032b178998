import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Releases the lock; it is also released by the kernel when the process ends in any way. */
export type Release = () => Promise<void>;

/**
 * Takes the lock called `name`, or returns null when another process on this machine holds it.
 * A lock is a local socket: it leaves nothing behind when its holder is killed.
 */
export async function tryLock(name: string): Promise<Release | null> {
  const address = socketAddress(name);
  const waiting = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => waiting.delete(socket));
  });
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address, () => resolve(true));
  });
  if (!taken) return null;
  server.unref();
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of waiting) socket.destroy();
    });
}

/** Runs `work` while holding the lock called `name`; waits for the present holder without polling. */
export async function withLock<T>(name: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  let release = await tryLock(name);
  if (!release) onWait?.();
  while (!release) {
    await holderGone(socketAddress(name));
    release = await tryLock(name);
  }
  try {
    return await work();
  } finally {
    await release();
  }
}

function holderGone(address: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Where sockets are files, a killed holder leaves its file behind.
      if (error.code === 'ECONNREFUSED' && path.isAbsolute(address)) rmSync(address, { force: true });
    });
    socket.on('close', () => resolve());
    socket.resume();
  });
}

function socketAddress(name: string): string {
  const id = `minh-tra-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${id}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : path.join(tmpdir(), `${id}.sock`);
}
