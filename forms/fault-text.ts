import en from './faults.en.json' with { type: 'json' };
import vi from './faults.vi.json' with { type: 'json' };
import type { Fault, FaultCode } from './form-fault.ts';

export type FaultLanguage = 'vi' | 'en';

const texts: Readonly<Record<FaultLanguage, Readonly<Record<FaultCode, string>>>> = { vi, en };
/** More of an expression or a name is not shown in a sentence. */
const longest = 160;

/** A fault as a sentence: what is wrong, and what to do. */
export function faultText({ code, details }: Pick<Fault, 'code' | 'details'>, language: FaultLanguage): string {
  return texts[language][code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => shortened(String(details[name] ?? '')));
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
