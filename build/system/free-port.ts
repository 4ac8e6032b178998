import net from 'node:net';

/** The wanted port of 127.0.0.1 when nobody listens there, else any free one. */
export async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? 0;
}

async function tryPort(port: number): Promise<number | null> {
  const probe = net.createServer();
  const found = await new Promise<number | null>((resolve) => {
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      resolve(typeof address === 'object' && address ? address.port : null);
    });
  });
  if (found !== null) await new Promise((resolve) => probe.close(resolve));
  return found;
}
