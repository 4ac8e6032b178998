import { type WebContents, WebContentsView } from 'electron';
import type { CaptureStep, PageState } from '../../../shared/bridge/capture.ts';
import { factWords } from '../../../shared/domain/evidence/page-facts.ts';
import { certificateFacts } from '../vault/certificate.ts';
import { type Answer, openAnswers } from './answers.ts';
import { fitLine } from './fit-line.ts';
import { type GuestSession, openGuestSession, type ShownCertificates } from './guest-session.ts';
import { bareHost } from './public-address.ts';

/** A stranger's page, and what is known of it. */
export interface VisitedPage {
  readonly view: WebContentsView;
  readonly state: Omit<PageState, 'caseName'>;
  /** How the server answered for what is shown; null where none has. */
  readonly answer: Answer | null;
  /** What the host showed of itself that answered; null without TLS. */
  certificates(): ShownCertificates | null;
  visit(address: string): void;
  step(step: CaptureStep): void;
  /** Ends the page and forgets all that it has left. */
  close(): Promise<void>;
}

type Trouble = Pick<PageState, 'trouble' | 'failure'>;
type CertificateWords = PageState['certificate'];

const calm: Trouble = { trouble: 'none', failure: '' };
const noCertificate: CertificateWords = { subject: '', issuer: '', validTo: '', verdict: '' };
const aborted = -3;
const longestTitle = 500;

/** `openedOrigin`: for tests, one on loopback that may be visited; `onState`: something of it has changed. */
export async function openVisitedPage(openedOrigin: string | null, onState: () => void): Promise<VisitedPage> {
  const answers = openAnswers();
  let told = calm;
  let address = '';
  /** What becomes of an earlier address may be told late. */
  const isAskedFor = (url: string) => withoutFragment(url) === withoutFragment(address);
  const trouble = (now: Trouble) => {
    told = now;
    onState();
  };
  const guest: GuestSession = await openGuestSession({
    openedOrigin,
    onRefused(refusal, url, isPage) {
      if (!isPage || !isAskedFor(url)) return;
      trouble(
        refusal === 'private'
          ? { ...calm, trouble: 'private' }
          : { trouble: 'failed', failure: 'ERR_NAME_NOT_RESOLVED' },
      );
    },
  });
  guest.session.on('will-download', () => trouble({ ...calm, trouble: 'download' }));
  const view = new WebContentsView({
    webPreferences: {
      session: guest.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      devTools: false,
    },
  });
  view.setBackgroundColor('#ffffff');
  const { webContents: contents } = view;
  await contents.loadURL('about:blank');
  contents.debugger.on('message', (_event, method: string, params: unknown) => {
    const before = answers.shown;
    answers.hear(method, params);
    if (answers.shown !== before) onState();
  });
  /** Resolves once all that the page asks for is heard of; where its process is gone, when it is loaded anew. */
  const listen = () => {
    contents.debugger.attach();
    return Promise.all(['Network.enable', 'Page.enable'].map((method) => contents.debugger.sendCommand(method)));
  };
  await listen();

  const certificates = () => {
    const { shown } = answers;
    return shown?.tls ? guest.certificatesOf(bareHost(new URL(shown.addressAnswered))) : null;
  };

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
    if (!isMainFrame) return;
    address = url;
    if (!isSameDocument) trouble(calm);
  });
  contents.on('did-redirect-navigation', ({ isMainFrame, url }) => {
    if (isMainFrame) address = url;
  });
  contents.on('did-fail-load', (_event, code, failure, url, isMainFrame) => {
    if (isMainFrame && code !== aborted && told.trouble === 'none' && isAskedFor(url))
      trouble({ trouble: 'failed', failure: failure.slice(0, 100) });
  });
  contents.on('render-process-gone', () => {
    // What was asked of that process is given up, and the next one is listened to.
    contents.debugger.detach();
    listen().catch(() => undefined);
    trouble({ ...calm, trouble: 'gone' });
  });
  contents.on('unresponsive', () => trouble({ ...calm, trouble: 'hung' }));
  contents.on('responsive', () => trouble(calm));
  for (const name of ['did-start-loading', 'did-stop-loading', 'page-title-updated', 'did-navigate-in-page'] as const)
    contents.on(name as 'did-start-loading', onState);

  return {
    view,
    get state() {
      const { navigationHistory } = contents;
      return {
        ...told,
        address: address === 'about:blank' ? '' : factWords(address).slice(0, 8_192),
        title: fitLine(contents.getTitle(), longestTitle),
        isLoading: contents.isLoading(),
        mayGoBack: navigationHistory.canGoBack(),
        mayGoForward: navigationHistory.canGoForward(),
        connection: connectionOf(answers.shown, certificates()),
        certificate: wordsOf(certificates()),
      };
    },
    get answer() {
      return answers.shown;
    },
    certificates,
    visit(to) {
      // What fails is told by its event.
      contents.loadURL(to).catch(() => undefined);
    },
    step: (step) => steps[step](contents),
    async close() {
      if (!contents.isDestroyed()) contents.close();
      await guest.clear();
    },
  };
}

const steps: Readonly<Record<CaptureStep, (contents: WebContents) => void>> = {
  back: ({ navigationHistory }) => navigationHistory.goBack(),
  forward: ({ navigationHistory }) => navigationHistory.goForward(),
  reload: (contents) => contents.reload(),
  stop: (contents) => contents.stop(),
};

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}

function connectionOf(answer: Answer | null, shown: ShownCertificates | null): PageState['connection'] {
  if (!answer) return 'none';
  if (!answer.tls) return 'plain';
  return shown?.verdict === 'OK' ? 'secure' : 'bad';
}

function wordsOf(shown: ShownCertificates | null): CertificateWords {
  const own = shown?.chain[0] === undefined ? null : certificateFacts(shown.chain[0]);
  if (!shown || !own) return noCertificate;
  const { subject, issuer, validTo } = own;
  return { subject: nameIn(subject), issuer: nameIn(issuer), validTo: validTo.slice(0, 40), verdict: shown.verdict };
}

/** Who a certificate names: its organisation, else its host. Lines of a name are `CN=vnpt.vn`. */
function nameIn(name: string): string {
  const lines = new Map(
    name.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return fitLine(lines.get('O') ?? lines.get('CN') ?? name, longestTitle);
}
