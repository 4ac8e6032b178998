import { readMoment } from '../../shared/domain/clock/moment.ts';
import { exhibitNumber, keyId } from '../../shared/domain/evidence/package.ts';
import type { PackageFault } from '../../shared/domain/evidence/package-faults.ts';
import type { Exhibit, Manifest } from '../../shared/protocol/evidence-package.ts';
import english from './texts.en.json' with { type: 'json' };
import vietnamese from './texts.vi.json' with { type: 'json' };
import type { Verification } from './verify-package.ts';

const allTexts = { vi: vietnamese, en: english };
type Language = keyof typeof allTexts;
type Texts = typeof vietnamese;
type Values = Readonly<Record<string, string | number>>;

/** Enough to tell the chains of one case apart. */
const shownOfId = 8;

/** What a check found, as lines for a person: what the package is, each thing that is wrong, and the verdict at the end. */
export function reportLines(verification: Verification, language: Language): string[] {
  const texts = allTexts[language];
  const { verdict } = verification;
  if (verification.verdict === 'unjudged') return [texts.unjudged[verification.reason], texts.verdict.unjudged];
  const { manifest, faults } = verification;
  return [
    ...(manifest ? headLines(texts, manifest) : []),
    ...(faults.length > 0 ? ['', filled(texts.faults, { count: faults.length })] : []),
    ...faults.map((fault) => `  - ${faultWords(texts, fault, manifest)}`),
    '',
    texts.verdict[verdict],
    ...(manifest ? [texts.keys] : []),
  ];
}

/** The same as data, each fault with its words. */
export function reportData(verification: Verification, language: Language): object {
  if (verification.verdict === 'unjudged') {
    return { ...verification, words: allTexts[language].unjudged[verification.reason] };
  }
  const { verdict, manifest, faults } = verification;
  return {
    verdict,
    case: manifest?.case ?? null,
    exported: manifest?.exported ?? null,
    manifestKey: manifest && keyId(manifest.publicKey),
    exhibits: manifest?.exhibits.length ?? 0,
    originals: manifest?.exhibits.filter(({ original }) => 'file' in original).length ?? 0,
    faults: faults.map((fault) => ({ ...fault, words: faultWords(allTexts[language], fault, manifest) })),
  };
}

function headLines(texts: Texts, manifest: Manifest): string[] {
  const { case: inspectionCase, exported, publicKey, exhibits } = manifest;
  const { head } = texts;
  const included = exhibits.filter(({ original }) => 'file' in original).length;
  const keys = [...new Set(exhibits.map(({ signed }) => signed.publicKey))];
  return [
    filled(head.case, { number: inspectionCase.number || head.noNumber, entity: inspectionCase.entityName }),
    filled(head.exported, {
      who: exported.by.name,
      unit: exported.unit,
      when: readMoment(exported.at),
      device: exported.device,
      program: exported.program,
    }),
    filled(head.manifest, { key: keyId(publicKey) }),
    filled(head.counts, { all: exhibits.length, included }),
    ...keys.map((key) => {
      const signedBy = exhibits.filter(({ signed }) => signed.publicKey === key);
      const who = [...new Set(signedBy.map(({ takenBy }) => takenBy.name))].join(', ');
      return filled(head.key, { key: keyId(key), count: signedBy.length, who });
    }),
    ...exhibits.flatMap((exhibit) => {
      if ('file' in exhibit.original) return [];
      const why = texts.absence[exhibit.original.notIncluded];
      return [filled(head.absent, { exhibit: exhibitWords(texts, exhibit), why })];
    }),
  ];
}

function faultWords(texts: Texts, fault: PackageFault, manifest: Manifest | null): string {
  const words = texts.fault;
  const exhibits = manifest?.exhibits ?? [];
  if (fault.kind === 'chain') {
    const { fault: inner, known } = fault;
    const values: Values =
      'evidenceId' in inner
        ? { exhibit: exhibitBy(texts, exhibits, ({ signed }) => signed.record.evidenceId === inner.evidenceId) }
        : { sequence: inner.sequence, chain: inner.chainId.slice(0, shownOfId) };
    return `${filled(words[inner.kind], values)}${known ? ` ${words.known}` : ''}`;
  }
  if ('file' in fault) return filled(words[fault.kind], { file: fault.file });
  if ('number' in fault) {
    return filled(words[fault.kind], { exhibit: exhibitBy(texts, exhibits, ({ number }) => number === fault.number) });
  }
  return words[fault.kind];
}

function exhibitBy(texts: Texts, exhibits: readonly Exhibit[], isMeant: (exhibit: Exhibit) => boolean): string {
  const found = exhibits.find(isMeant);
  return found ? exhibitWords(texts, found) : '?';
}

function exhibitWords(texts: Texts, { number, name }: Exhibit): string {
  return filled(texts.exhibit, { number: exhibitNumber(number), name });
}

/** What comes from a package may hold what moves a terminal's cursor: none of it is printed. */
function filled(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(values[name] ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd'),
  );
}
