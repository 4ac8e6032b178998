import { factWords, type Header, type PageFacts, type Redirect } from '../../../shared/domain/evidence/page-facts.ts';

/** How the server answered for the page that is shown, as the developer tools' protocol tells it. */
export interface Answer {
  readonly addressAsked: string;
  readonly redirects: readonly Redirect[];
  readonly addressAnswered: string;
  readonly status: number;
  readonly protocol: string;
  readonly serverAddress: string;
  readonly headers: readonly Header[];
  readonly tls: Pick<NonNullable<PageFacts['tls']>, 'protocol' | 'cipher'> | null;
}

/** Keeps the answer for the page that is shown out of what is told of the network. */
export interface Answers {
  /** A message of the protocol. */
  hear(method: string, params: unknown): void;
  /** Null while no server has answered for what is shown. */
  readonly shown: Answer | null;
}

type Told = Readonly<Record<string, unknown>>;

/** Documents under way are few; a page with many frames does not fill the memory. */
const mostUnderWay = 100;
const mostRedirects = 50;
const mostHeaders = 500;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const nothing: Answer = {
  ...{ addressAsked: '', redirects: [], addressAnswered: '', status: 0, protocol: '', serverAddress: '' },
  ...{ headers: [], tls: null },
};

export function openAnswers(): Answers {
  /** By the loader's id, which is that of the document's request. */
  const underWay = new Map<string, Answer>();
  let shown: Answer | null = null;

  const change = (id: string, of: (answer: Answer) => Partial<Answer>) => {
    const known = underWay.get(id) ?? nothing;
    underWay.delete(id);
    underWay.set(id, { ...known, ...of(known) });
    const [oldest] = underWay.keys();
    if (underWay.size > mostUnderWay && oldest !== undefined) underWay.delete(oldest);
  };

  const hears: Readonly<Record<string, (told: Told) => void>> = {
    'Network.requestWillBeSent'(told) {
      const id = textOf(told.requestId);
      if (told.type !== 'Document' || id !== told.loaderId) return;
      const to = textOf(tellingOf(told.request).url);
      const from = tellingOf(told.redirectResponse);
      change(id, (known) => ({
        addressAsked: known.addressAsked || factWords(to),
        redirects: told.redirectResponse
          ? [...known.redirects, redirectOf(from, to)].slice(0, mostRedirects)
          : known.redirects,
        headers: [],
      }));
    },
    'Network.responseReceivedExtraInfo'(told) {
      const id = textOf(told.requestId);
      // As they came, cookies with them; of an answer that leads on they are not kept.
      if (underWay.has(id) && !redirects.has(numberOf(told.statusCode)))
        change(id, () => ({ headers: headersOf(told.headers) }));
    },
    'Network.responseReceived'(told) {
      const id = textOf(told.requestId);
      if (told.type !== 'Document' || id !== told.loaderId) return;
      const response = tellingOf(told.response);
      change(id, ({ headers }) => ({ ...answerOf(response), ...(headers.length > 0 && { headers }) }));
    },
    'Page.frameNavigated'(told) {
      const frame = tellingOf(told.frame);
      if (frame.parentId !== undefined) return;
      const answer = underWay.get(textOf(frame.loaderId));
      shown = answer && answer.status > 0 ? answer : null;
      underWay.clear();
    },
  };
  return {
    hear: (method, params) => hears[method]?.(tellingOf(params)),
    get shown() {
      return shown;
    },
  };
}

function answerOf(response: Told) {
  const { protocol, cipher } = tellingOf(response.securityDetails);
  return {
    addressAnswered: factWords(textOf(response.url)),
    status: numberOf(response.status),
    protocol: factWords(textOf(response.protocol)),
    serverAddress: factWords(textOf(response.remoteIPAddress)),
    headers: headersOf(response.headers),
    tls: response.securityDetails ? { protocol: textOf(protocol), cipher: textOf(cipher) } : null,
  };
}

function redirectOf(response: Told, to: string): Redirect {
  return { address: factWords(textOf(response.url)), status: numberOf(response.status), to: factWords(to) };
}

function headersOf(told: unknown): Header[] {
  return Object.entries(tellingOf(told))
    .slice(0, mostHeaders)
    .map(([name, value]) => ({ name: factWords(name), value: factWords(textOf(value)) }));
}

function tellingOf(told: unknown): Told {
  return typeof told === 'object' && told !== null ? (told as Told) : {};
}

function textOf(told: unknown): string {
  return typeof told === 'string' ? told : '';
}

function numberOf(told: unknown): number {
  return typeof told === 'number' ? Math.trunc(told) : 0;
}
