import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What stands on the page of prices, and nowhere else: it is searched for on the disk. */
export const priceWords = 'Cước gói HOAVANG-1 niêm yết 79.000 đồng';

const rows = (count: number, height: number) =>
  Array.from({ length: count }, (_, place) => `<p style="height:${height}px;margin:0">Dòng ${place}</p>`).join('');
const page = (title: string, body: string) =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><body style="margin:0">${body}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Pages as they should be, and as nobody wishes them. */
const pages: Readonly<Record<string, Answer>> = {
  '/': (_request, response) => response.writeHead(302, { location: '/bang-gia' }).end(),
  '/bang-gia'(_request, response) {
    response.setHeader('x-published', '2026-11-20');
    response.setHeader('set-cookie', ['visitor=1; Path=/', 'lang=vi; Path=/']);
    response.end(
      page('Bảng giá cước', `<h1>${priceWords}</h1><a id="tab" href="/tiep" target="_blank">Tiếp</a>${rows(40, 40)}`),
    );
  },
  '/tiep': (_request, response) => response.end(page('Trang tiếp', rows(2, 40))),
  '/cao': (_request, response) => response.end(page('Trang cao', rows(2_100, 100))),
  '/khong-dung'(_request, response) {
    response.write(page('Không dừng', `<h1>Đang tải</h1>${' '.repeat(4_000)}`));
  },
  '/vong': (_request, response) => response.writeHead(302, { location: '/vong' }).end(),
  '/mat-khau': (_request, response) =>
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(page('Cần mật khẩu', 'Cần mật khẩu')),
  '/tep': (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment' }).end('PK'),
  '/hop-thoai': (_request, response) =>
    response.end(
      page('Hộp thoại', '<script>alert(1);confirm(2);onbeforeunload=()=>1;document.title="Sau hộp thoại"</script>'),
    ),
  '/cua-so': (_request, response) =>
    response.end(
      page('Cửa sổ', 'x<script>open("/tiep","a","width=100,height=100");open("file:///etc/passwd")</script>'),
    ),
};

export interface Site {
  readonly url: string;
  /** Headers of each request, as they came. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** The certificate's PEM. */
  readonly certificate: string;
  close(): void;
}

/** A public site on loopback, over TLS with a certificate that nobody vouches for. */
export async function openSite(): Promise<Site> {
  const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-site-'));
  const [keyFile, certificateFile] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/O=Doanh nghiep thu nghiem/CN=127.0.0.1',
      ],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certificateFile],
    ],
    { stdio: 'ignore' },
  );
  const [key, certificate] = [readFileSync(keyFile), readFileSync(certificateFile, 'utf8')];
  rmSync(folder, { recursive: true });
  const asked: Site['asked'] = [];
  const server: Server = createServer({ key, cert: certificate }, (request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const answer = pages[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end(page('Không có', ''));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    certificate,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
