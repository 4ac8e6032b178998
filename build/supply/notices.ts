import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryFolder } from '../system/repository.ts';
import type { ForeignPart } from './delivered.ts';
import type { InstalledPackage } from './installed-packages.ts';

const introduction = [
  'Minh Tra dùng các phần mềm sau của người khác; điều kiện sử dụng của từng phần mềm được chép nguyên văn bên dưới.',
  'Giấy phép của Electron và Chromium ở LICENSE.electron.txt và LICENSES.chromium.html cạnh chương trình.',
  '',
  'Minh Tra uses the following software of others; the terms of each stand below as they are.',
  'Those of Electron and Chromium are in LICENSE.electron.txt and LICENSES.chromium.html beside the program.',
];
const line = '='.repeat(80);

/** The licences of all that is delivered, word for word, as one text. */
export async function notices(packages: readonly InstalledPackage[], parts: readonly ForeignPart[]): Promise<string> {
  const ofPackages = packages.map(async (each) => section(each.name, each.version, await textsOf(each)));
  const ofParts = parts.map(async (part) => section(part.name, part.version, await standardText(part.licence, part)));
  const sections = await Promise.all([...ofPackages, ...ofParts]);
  return [introduction.join('\n'), ...sections].join(`\n\n${line}\n`);
}

function section(name: string, version: string, text: string): string {
  return `${name} ${version}\n\n${text.trim()}`;
}

/** The licence and notice files of a package; where it brings none, the usual words of its licence and whose it is. */
async function textsOf({ place, license, name }: InstalledPackage): Promise<string> {
  const folder = path.join(repositoryFolder, place);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  if (texts.length > 0) return texts.join('\n\n');
  const { author, repository } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const authorName = typeof author === 'string' ? author.replace(/\s*<.*$/, '') : author?.name;
  return standardText(license ?? '', { name, holder: authorName ?? `the authors of ${repository?.url ?? name}` });
}

async function standardText(licence: string, { name, holder }: { name: string; holder?: string }): Promise<string> {
  const file = path.join(import.meta.dirname, 'texts', `${licence}.txt`);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${name} brings no text of its licence, and there is no ${file}`);
  });
  return holder ? `Copyright (c) ${holder}\n\n${text}` : text;
}
