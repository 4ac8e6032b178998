import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

interface NetLogEvent {
  readonly type: number;
  readonly source: { readonly id: number };
  readonly params?: {
    readonly address?: string;
    readonly qname?: string;
    readonly host?: string;
    readonly url?: string;
  };
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly NetLogEvent[];
}

/** What Chromium's own log says of its network: which names it asked for, and where packets and connections went. */
export interface Travelled {
  readonly names: ReadonlySet<string>;
  /** `host:port` of each connection that was tried. */
  readonly tcp: ReadonlySet<string>;
  /** `host:port` of all that something was sent to. */
  readonly udp: ReadonlySet<string>;
}

export async function readNetLog(file: string): Promise<Travelled> {
  const log: NetLog = JSON.parse(await readFile(file, 'utf8'));
  const nameOf = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]));
  const [names, tcp, udp] = [new Set<string>(), new Set<string>(), new Set<string>()];
  // A UDP socket that was connected sends without saying where to.
  const connectedTo = new Map<number, string>();
  for (const { type, source, params = {} } of log.events) {
    const name = nameOf.get(type) ?? '';
    const { address } = params;
    const host = name === 'HOST_RESOLVER_MANAGER_REQUEST' ? hostOf(params.host ?? '') : '';
    if (host && !isIP(host)) names.add(host);
    if (name === 'DNS_TRANSACTION_QUERY' && params.qname) names.add(params.qname);
    if (name === 'TCP_CONNECT_ATTEMPT' && address) tcp.add(address);
    if (name === 'UDP_CONNECT' && address) connectedTo.set(source.id, address);
    if (name === 'UDP_BYTES_SENT') udp.add(address ?? connectedTo.get(source.id) ?? 'unknown');
  }
  return { names, tcp, udp };
}

function hostOf(asked: string): string {
  return URL.canParse(asked) ? new URL(asked).hostname : asked.replace(/:\d+$/, '');
}
