import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMeetingAddress, meetingPorts, readMeetingCode, secrets, writeMeetingCode } from './code.ts';

const part = fc.integer({ min: 0, max: 255 });
const code = fc.record({
  address: fc.oneof(
    fc.tuple(part, part).map(([c, d]) => `192.168.${c}.${d}`),
    fc.tuple(part, part).map(([c, d]) => `169.254.${c}.${d}`),
    fc.tuple(fc.integer({ min: 16, max: 31 }), part, part).map(([b, c, d]) => `172.${b}.${c}.${d}`),
    fc.tuple(part, part, part).map(([b, c, d]) => `10.${b}.${c}.${d}`),
  ),
  port: fc.constantFrom(...meetingPorts),
  secret: fc.integer({ min: 0, max: secrets - 1 }),
});

describe("a meeting's code", () => {
  it('is read back, whatever it says', () => {
    fc.assert(
      fc.property(code, (each) => {
        expect(readMeetingCode(writeMeetingCode(each))).toEqual(each);
      }),
    );
  });

  it('is read however a person types it', () => {
    const each = { address: '192.168.1.10', port: 47_811, secret: 49_153 };
    const text = writeMeetingCode(each);
    expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{5} [0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = text.replace(' ', '');
    for (const other of [typed, typed.toLowerCase(), ` ${text} `, text.replace(' ', '-'), typed.replace(/0/g, 'o')]) {
      expect(readMeetingCode(other)).toEqual(each);
    }
  });

  it('tells of two characters that changed places, and of all but one in thirty of those that are another', () => {
    let [wrong, missed] = [0, 0];
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 0, max: 8 }),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (each, at, other) => {
          const text = writeMeetingCode(each).replace(' ', '');
          const changed = text.slice(0, at) + other + text.slice(at + 1);
          if (changed === text) return;
          wrong += 1;
          if (readMeetingCode(changed) !== null) missed += 1;
        },
      ),
      { numRuns: 2_000 },
    );
    expect(missed / wrong).toBeLessThan(1 / 30);
    const text = writeMeetingCode({ address: '10.20.30.40', port: 47_810, secret: 12_345 }).replace(' ', '');
    for (let at = 0; at < 8; at += 1) {
      const [one, two] = [text.charAt(at), text.charAt(at + 1)];
      if (one !== two) expect(readMeetingCode(text.slice(0, at) + two + one + text.slice(at + 2))).toBeNull();
    }
  });

  it.each(['', 'KHONG PHAI', '12345', '0000000000000', 'UUUUUUUUUU', 'ZZZZZ ZZZZZ'])('%j is none', (text) => {
    expect(readMeetingCode(text)).toBeNull();
  });

  it.each([
    ['192.168.0.1', true],
    ['169.254.77.3', true],
    ['172.16.0.1', true],
    ['172.31.255.254', true],
    ['10.0.0.1', true],
    ['127.0.0.1', true],
    ['172.32.0.1', false],
    ['8.8.8.8', false],
    ['192.167.1.1', false],
    ['0.0.0.0', false],
    ['fe80::1', false],
    ['192.168.1', false],
    ['192.168.1.256', false],
  ])('%s may hold a meeting: %s', (address, expected) => {
    expect(isMeetingAddress(address)).toBe(expected);
  });

  it('is made for no other place', () => {
    expect(() => writeMeetingCode({ address: '8.8.8.8', port: 47_810, secret: 1 })).toThrow();
    expect(() => writeMeetingCode({ address: '10.0.0.1', port: 80, secret: 1 })).toThrow();
  });
});
