import { describe, expect, it } from 'vitest';
import { readEnvironment, safeServerUrl } from './environment.ts';

describe("the server's URL", () => {
  it.each([
    ['https://thanhtra.example.vn', 'https://thanhtra.example.vn'],
    ['https://thanhtra.example.vn/minh-tra/', 'https://thanhtra.example.vn/minh-tra'],
    ['http://127.0.0.1:4780', 'http://127.0.0.1:4780'],
    ['http://[::1]:4780/', 'http://[::1]:4780'],
    ['http://thanhtra.example.vn', null],
    ['http://10.0.0.5:4780', null],
    ['https://an:pass@thanhtra.example.vn', null],
    ['ftp://thanhtra.example.vn', null],
    ['no url', null],
    [undefined, null],
  ])('%s is %s', (text, expected) => {
    expect(safeServerUrl(text)).toBe(expected);
  });
});

describe('the environment', () => {
  const variables = {
    MINH_TRA_SERVER_URL: 'http://127.0.0.1:4780',
    MINH_TRA_USER_DATA: '/data',
    MINH_TRA_DEMO: '1',
    MINH_TRA_CHECK: '1',
    MINH_TRA_MEETING_ADDRESS: '127.0.0.1',
    MINH_TRA_RUNTIME: 'standIn',
    MINH_TRA_NATIVE_BINDING: '/binding.node',
    MINH_TRA_RENDERER_URL: 'http://localhost:5173/',
    MINH_TRA_CAPTURED_ORIGIN: 'https://127.0.0.1:8443/',
  };

  it('is taken whole in development', () => {
    expect(readEnvironment(variables, '/app/dist/electron', null)).toEqual({
      serverUrl: 'http://127.0.0.1:4780',
      userDataFolder: '/data',
      demonstration: true,
      nativeBinding: '/binding.node',
      runtime: 'standIn',
      meetingAddress: '127.0.0.1',
      announcesReady: true,
      rendererUrl: 'http://localhost:5173',
      capturedOrigin: 'https://127.0.0.1:8443',
      bundleFolder: '/app/dist/electron',
      pageFolder: '/app/dist/renderer',
    });
  });

  it('says nothing but server and folder to a packaged program', () => {
    expect(readEnvironment(variables, '/app/dist/electron', { runtime: 'override' })).toMatchObject({
      serverUrl: 'http://127.0.0.1:4780',
      userDataFolder: '/data',
      demonstration: false,
      nativeBinding: null,
      runtime: 'override',
      announcesReady: false,
      rendererUrl: null,
      capturedOrigin: null,
    });
  });

  it('takes no page from another machine', () => {
    const far = { ...variables, MINH_TRA_RENDERER_URL: 'http://evil.example' };
    expect(readEnvironment(far, '/app/dist/electron', null).rendererUrl).toBeNull();
  });
});
