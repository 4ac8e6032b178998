import { hostname } from 'node:os';
import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { randomText } from '../../sealed/cipher.ts';
import { readJson, writeDurably } from './files/durable-file.ts';

const DeviceFile = Type.Object({ deviceId: Type.String({ pattern: '^[A-Za-z0-9_-]{8,40}$' }) });

/** This laptop as the server knows it. */
export interface Device {
  readonly id: string;
  readonly name: string;
}

/** The laptop's id, random and made once, and its name in the network. */
export async function openDevice(folder: string): Promise<Device> {
  const file = path.join(folder, 'device.json');
  const read = await readJson(file);
  const name = hostname().slice(0, 80) || 'Minh Tra';
  if (Value.Check(DeviceFile, read)) return { id: read.deviceId, name };
  const made: Static<typeof DeviceFile> = { deviceId: randomText(16) };
  await writeDurably(file, JSON.stringify(made));
  return { id: made.deviceId, name };
}
