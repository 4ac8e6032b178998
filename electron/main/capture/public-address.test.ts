import { describe, expect, it } from 'vitest';
import { isPublicAddress, webAddressOf } from './public-address.ts';

describe('an address of the open internet', () => {
  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '203.113.131.1', '2405:4800::1', '2606:4700::1111'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.9.9.9',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:192.168.1.1'],
    ...[
      '::ffff:7f00:1',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'fd00::1',
      'fe80::1',
      'ff02::1',
      'localhost',
      '',
    ],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a typed address', () => {
  it.each([
    ['vnexpress.net', 'https://vnexpress.net/'],
    ['  http://vnexpress.net/a?b#c ', 'http://vnexpress.net/a?b#c'],
    ['vnpt.vn:8443/gia', 'https://vnpt.vn:8443/gia'],
    ['bộ.vn', 'https://xn--b-8xm.vn/'],
    ['https://[2405:4800::1]/', 'https://[2405:4800::1]/'],
    ['127.0.0.1:8443', 'https://127.0.0.1:8443/'],
    ['', null],
    ['giá cước vnpt', null],
    ['localhost', null],
    ['file:///etc/passwd', null],
    ['app://minh-tra/', null],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['mailto:a@b.vn', null],
    ['https://an:pass@vnpt.vn', null],
    ['https://', null],
  ])('%s becomes %s', (typed, expected) => {
    expect(webAddressOf(typed)).toBe(expected);
  });
});
