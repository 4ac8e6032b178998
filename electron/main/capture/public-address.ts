import { BlockList, isIP } from 'node:net';

/** Addresses of this machine, of the network it stands in, and of nobody (RFC 6890 and its successors). */
const notPublic = new BlockList();
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const),
])
  notPublic.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ...([
    ['::', 127],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001:db8::', 32],
  ] as const),
  ...([
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
])
  notPublic.addSubnet(net, prefix, 'ipv6');
/** IPv4 within IPv6: translated (NAT64) and tunnelled (6to4, Teredo) addresses may lead into the network again. */
for (const [net, prefix] of [
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['2001::', 32],
  ['::', 96],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv6');

/** True for an address of the open internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !notPublic.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** The host of a URL as an address: without the brackets of IPv6. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

const asItIs = /^https?:\/\//i;

/** What was typed as an address of the web, `https` where nothing is said; null for anything else. */
export function webAddressOf(typed: string): string | null {
  const text = typed.trim();
  const full = asItIs.test(text) ? text : `https://${text}`;
  // `javascript:alert(1)` and `mailto:a@b.vn` have no slashes, and would else become hosts with ports.
  if (text === '' || /\s/.test(text) || (!asItIs.test(text) && /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text))) return null;
  if (!URL.canParse(full)) return null;
  const { href, username, password, hostname } = new URL(full);
  return (username === '' && password === '' && hostname.includes('.')) || hostname.startsWith('[') ? href : null;
}
