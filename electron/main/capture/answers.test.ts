import { describe, expect, it } from 'vitest';
import { openAnswers } from './answers.ts';

const asked = (id: string, url: string, more: object = {}) =>
  ['Network.requestWillBeSent', { requestId: id, loaderId: id, type: 'Document', request: { url }, ...more }] as const;
const answered = (id: string, url: string, more: object = {}) =>
  [
    'Network.responseReceived',
    { requestId: id, loaderId: id, type: 'Document', response: { url, status: 200, headers: { a: 'b' }, ...more } },
  ] as const;
const extra = (id: string, headers: object, statusCode = 200) =>
  ['Network.responseReceivedExtraInfo', { requestId: id, statusCode, headers }] as const;
const shows = (id: string, more: object = {}) => ['Page.frameNavigated', { frame: { loaderId: id, ...more } }] as const;

function heard(...messages: (readonly [string, object])[]) {
  const answers = openAnswers();
  for (const [method, params] of messages) answers.hear(method, params);
  return answers.shown;
}

describe('the answer for the page that is shown', () => {
  it('has where it was asked, who led on, and the headers as they came, cookies with them', () => {
    const redirectResponse = { url: 'https://a.vn/', status: 301 };
    const told = [
      asked('1', 'https://a.vn/'),
      extra('1', { location: 'https://b.vn/' }, 301),
      asked('1', 'https://b.vn/', { redirectResponse }),
      extra('1', { a: 'b', 'set-cookie': 'x=1\ny=2' }),
      answered('1', 'https://b.vn/', {
        ...{ remoteIPAddress: '203.113.131.1', protocol: 'h2' },
        securityDetails: { protocol: 'TLS 1.3', cipher: 'AES_128_GCM' },
      }),
      shows('1'),
    ];
    const expected = {
      addressAsked: 'https://a.vn/',
      redirects: [{ address: 'https://a.vn/', status: 301, to: 'https://b.vn/' }],
      ...{ addressAnswered: 'https://b.vn/', status: 200, protocol: 'h2', serverAddress: '203.113.131.1' },
      headers: [
        { name: 'a', value: 'b' },
        { name: 'set-cookie', value: 'x=1\ny=2' },
      ],
      tls: { protocol: 'TLS 1.3', cipher: 'AES_128_GCM' },
    };
    expect(heard(...told)).toEqual(expected);
    // What is told of the headers may come last of all.
    expect(heard(...told.slice(0, 3), ...told.slice(4, 5), ...told.slice(3, 4), ...told.slice(5))).toEqual(expected);
  });

  it.each([
    [
      'a frame within it',
      [asked('2', 'https://ads.vn/'), answered('2', 'https://ads.vn/'), shows('2', { parentId: 'f' })],
    ],
    ['a picture', [['Network.responseReceived', { requestId: '3', loaderId: '1', type: 'Image', response: {} }]]],
    ['a page that has not come yet', [asked('4', 'https://b.vn/'), answered('4', 'https://b.vn/')]],
    [
      'odd messages',
      [
        ['Network.responseReceived', null],
        ['Page.frameResized', {}],
        ['Network.requestWillBeSent', 7],
      ],
    ],
  ] as const)('is not that for %s', (_name, messages) => {
    const first = [asked('1', 'https://a.vn/'), answered('1', 'https://a.vn/'), shows('1')];
    const all = [...first, ...messages] as unknown as [string, object][];
    expect(heard(...all)).toMatchObject({ addressAnswered: 'https://a.vn/', tls: null });
  });

  it('is none for what no server has answered', () => {
    expect(heard(shows('1'))).toBeNull();
    expect(heard(asked('1', 'https://a.vn/'), answered('1', 'https://a.vn/'), shows('1'), shows('2'))).toBeNull();
  });

  it('is found among many frames under way', () => {
    const frames = Array.from({ length: 500 }, (_, place) => asked(`f${place}`, 'https://ads.vn/'));
    expect(heard(...frames, asked('1', 'https://a.vn/'), answered('1', 'https://a.vn/'), shows('1'))?.status).toBe(200);
  });
});
