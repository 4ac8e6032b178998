import { type WebContents, WebContentsView } from 'electron';
import type { CaptureStep, PageState } from '../../../shared/bridge/capture.ts';
import { factWords } from '../../../shared/domain/evidence/page-facts.ts';
import { certificateFacts } from '../vault/certificate.ts';
import { type Answer, openAnswers } from './answers.ts';
import { fitLine } from './fit-line.ts';
import { type GuestSession, openGuestSession } from './guest-session.ts';
import { bareHost } from './public-address.ts';
import { certificatesOf } from './take-page.ts';

/** A stranger's page, and what is known of it. */
export interface VisitedPage {
  readonly view: WebContentsView;
  readonly state: PageState;
  /** How the server answered for what is shown; null where none has. */
  readonly answer: Answer | null;
  /** What Chromium says of the certificate of the host that answered. */
  verdict(): string;
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
  let certificate = noCertificate;
  const trouble = (now: Trouble) => {
    told = now;
    onState();
  };
  const guest: GuestSession = openGuestSession({
    openedOrigin,
    onRefused(refusal, isPage) {
      if (!isPage) return;
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
  contents.debugger.attach();
  contents.debugger.on('message', (_event, method: string, params: unknown) => answers.hear(method, params));
  await Promise.all([contents.debugger.sendCommand('Network.enable'), contents.debugger.sendCommand('Page.enable')]);

  const verdict = () => {
    const answered = answers.shown?.addressAnswered ?? '';
    return URL.canParse(answered) ? guest.verdictOf(bareHost(new URL(answered))) : '';
  };
  const readCertificate = async () => {
    const { shown } = answers;
    if (!shown?.tls) return;
    const [own] = await certificatesOf(contents, new URL(shown.addressAnswered).origin);
    const facts = own && certificateFacts(own);
    if (!facts || answers.shown !== shown) return;
    const { subject, issuer, validTo } = facts;
    certificate = {
      subject: nameIn(subject),
      issuer: nameIn(issuer),
      validTo: validTo.slice(0, 40),
      verdict: verdict(),
    };
    onState();
  };

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
    if (!isMainFrame) return;
    address = url;
    if (!isSameDocument) trouble(calm);
  });
  contents.on('did-redirect-navigation', ({ isMainFrame, url }) => {
    if (isMainFrame) address = url;
  });
  contents.on('did-navigate', () => {
    certificate = noCertificate;
    onState();
    // Without its words the certificate is captured all the same.
    readCertificate().catch(() => undefined);
  });
  contents.on('did-fail-load', (_event, code, failure, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted && told.trouble === 'none')
      trouble({ trouble: 'failed', failure: failure.slice(0, 100) });
  });
  contents.on('render-process-gone', () => trouble({ ...calm, trouble: 'gone' }));
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
        connection: connectionOf(answers.shown, verdict()),
        certificate,
      };
    },
    get answer() {
      return answers.shown;
    },
    verdict,
    visit(to) {
      // What fails is told by its event.
      contents.loadURL(to).catch(() => undefined);
    },
    step: (step) => steps[step](contents),
    async close() {
      contents.close();
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

function connectionOf(answer: Answer | null, verdict: string): PageState['connection'] {
  if (!answer) return 'none';
  if (!answer.tls) return 'plain';
  return verdict === 'OK' ? 'secure' : 'bad';
}

/** Who a certificate names: its organisation, else its host. Lines of a name are `CN=vnpt.vn`. */
function nameIn(name: string): string {
  const lines = new Map(
    name.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return fitLine(lines.get('O') ?? lines.get('CN') ?? name, longestTitle);
}
