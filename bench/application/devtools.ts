import { type Marks, tellBinding } from './page-clock.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly result?: { readonly frameTree?: { readonly frame: { readonly url: string } } };
  readonly params?: {
    readonly sessionId?: string;
    readonly targetInfo?: { readonly type: string };
    readonly name?: string;
    readonly payload?: string;
  };
}

/**
 * Runs a script in the first page of a program, from its first document on, and resolves with what it tells. Chromium's own
 * protocol and nothing more: a test driver would slow the start that is measured.
 */
export function marksOfPage(devtoolsUrl: string, script: string): Promise<Marks> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(devtoolsUrl);
    let last = 0;
    const send = (method: string, params: object = {}, sessionId?: string) =>
      socket.send(JSON.stringify({ id: ++last, method, params, ...(sessionId ? { sessionId } : {}) }));
    socket.onerror = () => reject(new Error('the program closed its debugging port'));
    socket.onopen = () =>
      send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    socket.onmessage = ({ data }) => {
      const { sessionId, result, method, params }: Message = JSON.parse(String(data));
      if (method === 'Target.attachedToTarget' && params?.targetInfo?.type === 'page') {
        const page = params.sessionId;
        send('Runtime.enable', {}, page);
        send('Runtime.addBinding', { name: tellBinding }, page);
        send('Page.enable', {}, page);
        send('Page.addScriptToEvaluateOnNewDocument', { source: script }, page);
        // It may be there already; the empty document before it is left alone, to run in it would delay the page itself.
        send('Page.getFrameTree', {}, page);
      }
      if (result?.frameTree && !result.frameTree.frame.url.startsWith('about:'))
        send('Runtime.evaluate', { expression: script }, sessionId);
      if (method === 'Runtime.bindingCalled' && params?.name === tellBinding) {
        socket.close();
        resolve(JSON.parse(params.payload ?? '{}'));
      }
    };
  });
}
