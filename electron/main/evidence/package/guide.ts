import { readMoment } from '../../../../shared/domain/clock/moment.ts';
import {
  exhibitNumber,
  keyFile,
  keyId,
  recordFile,
  signatureFile,
} from '../../../../shared/domain/evidence/package.ts';
import {
  type Exhibit,
  guideFile,
  type Manifest,
  manifestFile,
  manifestSignatureFile,
} from '../../../../shared/protocol/evidence-package.ts';
import english from './texts.en.json' with { type: 'json' };
import vietnamese from './texts.vi.json' with { type: 'json' };

type Texts = typeof vietnamese;

/** The page that explains a package to who was handed it: no script, nothing from elsewhere, every value escaped. */
export function guideHtml(manifest: Omit<Manifest, 'guide'>): string {
  const title = `${vietnamese.title} ${manifest.case.number}`.trim();
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${half(vietnamese, manifest, 'vi')}
${half(english, manifest, 'en')}
</main>
</body>
</html>
`;
}

/** All of it in one language. */
function half(texts: Texts, manifest: Omit<Manifest, 'guide'>, language: 'vi' | 'en'): string {
  const heading = language === 'vi' ? 'h1' : 'h1 class="second"';
  const { exhibits, chainFaults } = manifest;
  return `<section lang="${language}">
<${heading}>${escaped(texts.title)}</h1>
<p>${escaped(texts.lead)} <a href="#how-${language}">${escaped(texts.howTitle)}</a></p>
${facts(texts, manifest)}
${chainFaults.length > 0 ? `<p class="fault">${escaped(filled(texts.faults, { count: chainFaults.length }))}</p>` : ''}
<h2>${escaped(texts.exhibits)}</h2>
<table>
<thead><tr>${[texts.number, texts.description, texts.taken, texts.hash].map((each) => `<th>${escaped(each)}</th>`).join('')}</tr></thead>
<tbody>
${exhibits.map((exhibit) => row(texts, exhibit)).join('\n')}
</tbody>
</table>
<h2 id="how-${language}">${escaped(texts.howTitle)}</h2>
${texts.steps.map((step) => way(step, manifest)).join('\n')}
<p>${escaped(texts.linkWords)}</p>
<h2>${escaped(texts.provesTitle)}</h2>
${list(texts.proves)}
<h2>${escaped(texts.provesNotTitle)}</h2>
${list(texts.provesNot)}
</section>`;
}

function facts(texts: Texts, { case: inspectionCase, exported, publicKey, exhibits }: Omit<Manifest, 'guide'>): string {
  const included = exhibits.filter(({ original }) => 'file' in original).length;
  const lines: readonly (readonly [string, string])[] = [
    [texts.case, [inspectionCase.number || texts.noNumber, inspectionCase.entityName].join(', ')],
    [texts.exportedBy, `${exported.by.name}, ${exported.unit}`],
    [texts.exportedAt, readMoment(exported.at)],
    [texts.exportedOn, `${exported.device}, Minh Tra ${exported.program}`],
    [texts.manifestKey, keyId(publicKey)],
    [texts.counts, filled(texts.countsWords, { all: exhibits.length, included })],
  ];
  return `<dl>${lines.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
}

function row(texts: Texts, exhibit: Exhibit): string {
  const { number, name, note, place, shows, takenAt, takenBy, signed, original, withdrawn } = exhibit;
  const { record, publicKey } = signed;
  const more = [
    note,
    place && filled(texts.place, { place }),
    shows.length > 0 ? filled(texts.shows, { shows: shows.join('; ') }) : '',
    'file' in original ? original.file : texts.absence[original.notIncluded],
    withdrawn
      ? filled(texts.withdrawn, { by: withdrawn.by.name, at: readMoment(withdrawn.at), reason: withdrawn.reason })
      : '',
  ];
  const small = more.filter((each) => each !== '').map((each) => `<small>${escaped(each)}</small>`);
  return `<tr><td>${exhibitNumber(number)}</td><td><strong>${escaped(name)}</strong>${small.join('')}</td>
<td>${escaped(readMoment(takenAt))}<small>${escaped(takenBy.name)}</small></td>
<td><code>${record.sha256}</code><small>${escaped(filled(texts.bytes, { size: record.sizeBytes }))}, ${keyId(publicKey)}</small></td></tr>`;
}

function way({ title, words, commands }: Texts['steps'][number], { publicKey, exhibits }: Omit<Manifest, 'guide'>) {
  const [first] = exhibits;
  const firstOriginal = exhibits.flatMap(({ original }) => ('file' in original ? [original.file] : []))[0];
  const values = {
    manifestCommand: opensslCommand(keyFile(publicKey), manifestFile, manifestSignatureFile),
    recordCommand: first
      ? opensslCommand(keyFile(first.signed.publicKey), recordFile(first.number), signatureFile(first.number))
      : '',
    firstFile: (firstOriginal ?? guideFile).replaceAll('/', '\\'),
  };
  const lines = commands.map((command) => `<pre>${escaped(filled(command, values))}</pre>`);
  return `<h3>${escaped(title)}</h3><p>${escaped(words)}</p>${lines.join('')}`;
}

function opensslCommand(key: string, file: string, signature: string): string {
  return `openssl pkeyutl -verify -pubin -inkey ${key} -rawin -in ${file} -sigfile ${signature}`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
:root { color: #1b2526; background: #fff; font: 16px/1.55 "Segoe UI", system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 28px; line-height: 1.35; margin: 0 0 8px; }
h1.second { margin-top: 64px; padding-top: 40px; border-top: 1px solid #d5dcdc; }
h2 { font-size: 20px; line-height: 1.35; margin: 32px 0 8px; }
h3 { font-size: 16px; margin: 20px 0 4px; }
p, ul { max-width: 76ch; margin: 0 0 8px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 24px; margin: 16px 0; }
a { color: #0b6e6e; }
dt { color: #56666a; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid #d5dcdc; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: #56666a; font-weight: 600; }
td:first-child, td:nth-child(3) { white-space: nowrap; }
small { display: block; color: #56666a; font-size: 13px; white-space: pre-line; }
code, pre { font-family: Consolas, "Liberation Mono", monospace; font-size: 13px; }
pre { margin: 0 0 8px; padding: 10px 12px; background: #f1f5f5; border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.fault { padding: 10px 12px; background: #fdeeee; border-radius: 8px; }
tr { break-inside: avoid; }
@media (max-width: 700px) { td:nth-child(3) { white-space: normal; } }
`;
