/**
 * Every way that we know by which a script could reach another machine. Each is the body of an async function that knows `at`
 * (a listener's host and port), `url` and `secure` (its addresses), `named` (a host that nobody has) and `namedUrl`; `turn` lets the
 * browser do what it was asked.
 */
export interface WayOut {
  readonly script: string;
  /** Whether a window without any guard is heard by the listener: the way is there, and is tried rightly. */
  readonly isOpen?: true;
}

const peer = (servers: string, more = '') => `
  const peer = new RTCPeerConnection({ iceServers: [{ urls: ${servers}, username: 'a case', credential: 'c' }] ${more} });
  const gathered = new Promise((resolve) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve();
  });
  peer.createDataChannel('d');
  await peer.setLocalDescription(await peer.createOffer());
  await gathered;
  peer.close();`;

/** Remote candidates that the script has made up: by address, by name, and by a name of the local network. */
const toPeer = `
  const [peer, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  peer.createDataChannel('d');
  await peer.setLocalDescription(await peer.createOffer());
  await other.setRemoteDescription(peer.localDescription);
  await other.setLocalDescription(await other.createAnswer());
  const failed = new Promise((resolve) => {
    peer.oniceconnectionstatechange = () => /disconnected|failed/.test(peer.iceConnectionState) && resolve();
  });
  await peer.setRemoteDescription(other.localDescription);
  for (const host of ['127.0.0.1', named, named.replace('.example', '.local')])
    for (const transport of ['udp', 'tcp']) {
      const type = transport === 'tcp' ? 'host tcptype passive' : 'host';
      const candidate = \`candidate:1 1 \${transport} 2122260223 \${host} \${at.split(':')[1]} typ \${type}\`;
      await peer.addIceCandidate({ candidate, sdpMid: '0' });
    }
  await failed;`;

const link = (rel: string, more = '') => `
  for (const href of [url, secure, namedUrl]) {
    const made = Object.assign(document.createElement('link'), { rel: '${rel}', href, ${more} });
    document.head.append(made);
  }
  await turn();`;

const elements = [
  '<iframe src="U"></iframe><iframe srcdoc="<img src=U><link rel=preconnect href=U>"></iframe>',
  '<object data="U"></object><embed src="U"><input type="image" src="U"><body background="U">',
  '<svg><image href="U"/><use href="U#a"/><filter><feImage href="U"/></filter><script href="U"></script></svg>',
  '<video src="U" poster="U"><track default src="U"></video><audio src="U"></audio><img srcset="U 2x">',
  '<picture><source srcset="U"><img></picture><portal src="U"></portal><meta http-equiv="refresh" content="0;url=U">',
  '<table background="U"></table><link rel="stylesheet" href="U"><style>@import url(U);</style>',
].join('');

const inForm = `
  for (const [method, target] of [['post', ''], ['get', '_blank']]) {
    const form = Object.assign(document.createElement('form'), { action: url, method, target });
    form.innerHTML = '<input name="a" value="b">';
    document.body.append(form);
    form.submit();
  }
  await turn();`;

const inStyle = `
  const properties = ['backgroundImage', 'listStyleImage', 'maskImage', 'borderImageSource', 'content', 'filter', 'offsetPath'];
  const box = document.createElement('p');
  document.body.append(box);
  for (const property of properties) box.style[property] = \`url(\${url})\`;
  const nonce = document.querySelector('[nonce]')?.nonce ?? '';
  const sheet = Object.assign(document.createElement('style'), { nonce });
  sheet.textContent = \`@import url(\${url}); @font-face { font-family: out; src: url(\${url}) } p { font-family: out }\`;
  document.head.append(sheet);
  const made = new CSSStyleSheet();
  made.replaceSync(\`p { background: image-set(url(\${url}) 1x) }\`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
  await turn();`;

const inWorker = `
  const text = URL.createObjectURL(new Blob([\`fetch('\${url}'); importScripts('\${url}')\`]));
  for (const Kind of [Worker, SharedWorker])
    for (const source of [text, url, \`data:text/javascript,fetch('\${url}')\`])
      try {
        new Kind(source).onerror = () => undefined;
      } catch {}
  await turn();`;

const inSpeculation = `
  const nonce = document.querySelector('[nonce]')?.nonce ?? '';
  const rules = Object.assign(document.createElement('script'), { type: 'speculationrules', nonce });
  const urls = [url, namedUrl];
  const rule = [{ source: 'list', urls, eagerness: 'immediate' }];
  rules.textContent = JSON.stringify({ prefetch: rule, prerender: rule });
  document.head.append(rules);
  await turn();`;

const elsewhere = `
  for (const place of [url, secure, 'mailto:a@b?body=x', \`ftp://\${at}/\`, \`view-source:\${url}\`]) {
    open(place);
    location.href = place;
    navigation.navigate(place).finished.catch(() => undefined);
    const frame = Object.assign(document.createElement('iframe'), { src: place });
    document.body.append(frame);
  }
  await turn();`;

const bySpelling = `
  const anchor = Object.assign(document.createElement('a'), { href: namedUrl, textContent: 'x' });
  const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'x-dns-prefetch-control', content: 'on' });
  document.head.append(meta);
  document.body.append(anchor);
  anchor.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  await turn();`;

const byDevices = ['usb', 'serial', 'hid', 'bluetooth'].map((kind) => {
  const ask = kind === 'serial' ? 'requestPort' : 'requestDevice';
  return [
    `device ${kind}`,
    { script: `await navigator.${kind}.${ask}({ filters: [], acceptAllDevices: true })` },
  ] as const;
});

export const waysOut: Readonly<Record<string, WayOut>> = {
  stun: { script: peer("'stun:' + at"), isOpen: true },
  'turn over UDP': { script: peer("'turn:' + at"), isOpen: true },
  'turn over TCP': { script: peer("'turn:' + at + '?transport=tcp'"), isOpen: true },
  'turn over TLS': { script: peer("'turns:' + at + '?transport=tcp'"), isOpen: true },
  'stun, gathered before it is asked': { script: peer("'stun:' + at", ', iceCandidatePoolSize: 4'), isOpen: true },
  'stun by name': { script: peer("'stun:' + named") },
  'turn by name': { script: peer("'turn:' + named + '?transport=tcp'") },
  'stun in a frame': {
    script: `
      const frame = document.body.appendChild(document.createElement('iframe'));
      const { RTCPeerConnection } = frame.contentWindow;
      ${peer("'stun:' + at")}`,
    isOpen: true,
  },
  'a peer that was made up': { script: toPeer, isOpen: true },
  WebTransport: { script: 'await new WebTransport(secure).ready', isOpen: true },
  WebSocket: { script: 'new WebSocket("ws://" + named); new WebSocket("ws://" + at); await turn()', isOpen: true },
  WebSocketStream: { script: 'await new WebSocketStream("ws://" + at).opened', isOpen: true },
  EventSource: { script: 'new EventSource(namedUrl); new EventSource(url); await turn()', isOpen: true },
  fetch: { script: "await fetch(url, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' })", isOpen: true },
  'fetch by name': { script: 'await fetch(namedUrl)' },
  XMLHttpRequest: {
    script: "const request = new XMLHttpRequest(); request.open('POST', url, false); request.send('x')",
    isOpen: true,
  },
  sendBeacon: {
    script: "navigator.sendBeacon(url, 'x'); navigator.sendBeacon(namedUrl); await turn()",
    isOpen: true,
  },
  ping: {
    script: `
      const anchor = Object.assign(document.createElement('a'), { href: '#x', ping: url });
      document.body.append(anchor);
      anchor.click();
      await turn()`,
  },
  form: { script: inForm },
  styles: { script: inStyle, isOpen: true },
  FontFace: { script: "await new FontFace('out', 'url(' + url + ')').load()", isOpen: true },
  elements: {
    script: `
      const box = document.createElement('div');
      document.body.append(box);
      box.innerHTML = ${JSON.stringify(elements)}.replaceAll('U', url);
      await turn()`,
    isOpen: true,
  },
  script: {
    script: "document.body.append(Object.assign(document.createElement('script'), { src: url })); await turn()",
    isOpen: true,
  },
  image: { script: 'new Image().src = url; new Audio(url); await turn()', isOpen: true },
  'attribution source': {
    script: `
      const image = document.createElement('img');
      image.setAttribute('attributionsrc', url);
      document.body.append(image);
      await turn()`,
  },
  preconnect: { script: link('preconnect', "crossOrigin: 'anonymous'") },
  'dns-prefetch': { script: link('dns-prefetch') },
  prefetch: { script: link('prefetch', "as: 'fetch'"), isOpen: true },
  prerender: { script: link('prerender') },
  preload: { script: link('preload', "as: 'fetch', crossOrigin: 'anonymous'"), isOpen: true },
  modulepreload: { script: link('modulepreload'), isOpen: true },
  icon: { script: link('icon') },
  manifest: { script: link('manifest') },
  'names of links': { script: bySpelling },
  'speculation rules': { script: inSpeculation },
  'other places': { script: elsewhere },
  workers: { script: inWorker, isOpen: true },
  worklets: { script: 'await new AudioContext().audioWorklet.addModule(url)', isOpen: true },
  import: { script: 'await import(url)', isOpen: true },
  'service worker': { script: "await navigator.serviceWorker.register('/worker.js')" },
  caches: { script: "await (await caches.open('x')).add(url)", isOpen: true },
  WebAuthn: {
    script:
      'await navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16), rpId: named, timeout: 1 } })',
  },
  'federated sign-in': {
    script: "await navigator.credentials.get({ identity: { providers: [{ configURL: secure, clientId: 'x' }] } })",
  },
  payment: {
    script: `
      const total = { label: 'x', amount: { currency: 'VND', value: '1' } };
      await new PaymentRequest([{ supportedMethods: secure }], { total }).canMakePayment()`,
  },
  auction: {
    script: 'await navigator.joinAdInterestGroup({ owner: secure, name: "x", biddingLogicURL: secure }, 9)',
  },
  'shared storage': { script: 'await sharedStorage.worklet.addModule(url)' },
  presentation: { script: 'await new PresentationRequest([url]).start()' },
  notification: { script: "await Notification.requestPermission(); new Notification('x', { icon: url })" },
  speech: {
    script: `
      const heard = new webkitSpeechRecognition();
      await new Promise((resolve) => {
        heard.onerror = heard.onend = resolve;
        heard.start();
      })`,
  },
  share: { script: 'await navigator.share({ url })' },
  'protocol handler': { script: "navigator.registerProtocolHandler('web+x', url + '%s')" },
  XSLT: {
    script: `
      const style = \`<x:stylesheet version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:include href="\${url}"/>
        <x:template match="/"><x:copy-of select="document('\${url}')"/></x:template></x:stylesheet>\`;
      const processor = new XSLTProcessor();
      const parsed = new DOMParser().parseFromString(style, 'text/xml');
      processor.importStylesheet(parsed);
      processor.transformToDocument(parsed);
      await turn()`,
  },
  'report of a policy': {
    script: `
      const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'Content-Security-Policy' });
      meta.content = \`img-src 'none'; report-uri \${url}\`;
      document.head.append(meta);
      new Image().src = 'data:image/png,x';
      await turn()`,
  },
  download: {
    script: `
      const anchor = Object.assign(document.createElement('a'), { href: url, download: 'x' });
      document.body.append(anchor);
      anchor.click();
      await turn()`,
  },
  ...Object.fromEntries(byDevices),
};
