import { protocol, type Session } from 'electron';
import { serverPathPrefix } from '../../../shared/bridge/contract.ts';
import { evidencePathPrefix } from '../../../shared/bridge/evidence.ts';
import { pageOrigin, pageScheme } from './content-policy.ts';

type Answer = (request: Request) => Promise<Response>;

/** Before the application is ready: the page's scheme is a secure origin of its own, as https is. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Answers everything that the page loads: its own files, the server's paths through the shell, and the originals of evidence. */
export function answerPage(session: Session, page: Answer, server: Answer, evidence: Answer): void {
  session.protocol.handle(pageScheme, (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` !== pageOrigin) return new Response(null, { status: 404 });
    if (url.pathname.startsWith(serverPathPrefix)) return server(request);
    return url.pathname.startsWith(evidencePathPrefix) ? evidence(request) : page(request);
  });
}
