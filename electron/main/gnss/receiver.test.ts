import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentence } from '../../../shared/domain/position/testing/sentences.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { serialPorts } from './serial-ports.ts';
import { type Device, plugIn } from './testing-port.ts';

const at = Date.parse('2026-11-27T08:45:12Z');
const place = `${sentence('GPRMC,084512.00,A,2101.7100,N,10551.2520,E,0.0,0.0,271126,,,A')}\r\n`;
const quality = `${sentence('GPGGA,084512.00,2101.7100,N,10551.2520,E,1,09,0.9,12.3,M,-28.0,M,,')}\r\n`;

describe.runIf(process.platform === 'linux')('a receiver on a serial port', () => {
  let device: Device;
  let receiver: Receiver;
  let elapsed: number;

  beforeEach(async () => {
    device = await plugIn();
    elapsed = 0;
    receiver = openReceiver({ ports: serialPorts, elapsedMs: () => elapsed, utcMs: () => at + elapsed });
  });
  afterEach(async () => {
    await receiver.close();
    await device.unplug();
  });

  const standing = (kind: string) => expect.poll(() => receiver.state().kind, { timeout: 10_000 }).toBe(kind);

  it('is none until one is chosen', () => {
    expect([receiver.state(), receiver.position()]).toEqual([{ kind: 'off', fix: null }, null]);
  });

  it('ends while its port is being opened', async () => {
    receiver.use({ receiverPort: device.path, receiverSpeed: 9_600 });
    await receiver.close();
    expect(receiver.state().kind).toBe('off');
  });

  it('tells where the laptop is, through noise and half lines, and no longer than it is sure', async () => {
    receiver.use({ receiverPort: device.path, receiverSpeed: 9_600 });
    await standing('silent');
    device.send('\u0001\u0002 noise without end of line ');
    await standing('garbled');
    device.send(`\r\n${quality}${place.slice(0, 20)}`);
    await standing('searching');
    device.send(place.slice(20));
    await standing('fixed');
    expect(receiver.position()).toMatchObject({ source: 'gnss', accuracyM: 4.5, altitudeM: 12.3 });
    elapsed = 10_001;
    expect([receiver.state().kind, receiver.position()]).toEqual(['silent', null]);
    receiver.use({ receiverPort: '', receiverSpeed: 9_600 });
    expect(receiver.state().kind).toBe('off');
  });

  it('that is pulled out says so at once and signs nothing; it goes on when another is plugged in', async () => {
    receiver.use({ receiverPort: device.path, receiverSpeed: 9_600 });
    await standing('silent');
    device.send(place);
    await standing('fixed');
    await device.unplug();
    await standing('gone');
    expect(receiver.position()).toBeNull();
    receiver.use({ receiverPort: '/dev/minh-tra-none', receiverSpeed: 9_600 });
    await standing('gone');
    device = await plugIn();
    receiver.use({ receiverPort: device.path, receiverSpeed: 4_800 });
    await standing('silent');
  });
});
