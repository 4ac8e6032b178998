import type { TemplateNode } from '../../shared/schema/template-content.ts';
import { meantExpression } from '../expression/meant-expression.ts';
import { isLiteral, isName, isSpace, localName, tokensOf } from '../expression/tokens.ts';
import { usualShape } from './instance-shape.ts';
import type { LinePaths } from './line-paths.ts';
import { type PlainPath, pathFrom, plainPath } from './plain-path.ts';

export interface ExpressionSetting {
  readonly paths: LinePaths;
  /** Whose expression it is. */
  readonly line: TemplateNode;
  /** Whether it stands in brackets already: it chooses among choices. */
  readonly isFilter?: boolean;
  /** Is told of paths that lead nowhere. */
  readonly tellUnknown: (path: string) => void;
}

/** An expression of an XForm as a template has it: paths that lead to a line are its name, `${name}`. */
export function namedExpression(expression: string, setting: ExpressionSetting): string {
  return meantExpression(unpadded(new Rewriting(expression, setting).pieces()));
}

interface Piece {
  readonly text: string;
  readonly isName: boolean;
}

/** What is open where a token stands. */
interface Open {
  readonly bracket: string;
  /** Of a call: which function, and at which of its arguments, counted from 0. */
  readonly call: string;
  argument: number;
}

const lastSaved = '__last-saved';

class Rewriting {
  readonly #tokens: readonly string[];
  readonly #setting: ExpressionSetting;
  readonly #pieces: Piece[] = [];
  readonly #open: Open[] = [];
  #at = 0;
  /** Whether a value stands next, and no operator: `/` begins a path then, and `*` stands for any name. */
  #wantsValue = true;

  constructor(expression: string, setting: ExpressionSetting) {
    this.#tokens = tokensOf(expression);
    this.#setting = setting;
  }

  pieces(): readonly Piece[] {
    while (this.#at < this.#tokens.length) {
      if (isSpace(this.#token())) this.#take();
      else if (this.#wantsValue) this.#value();
      else this.#afterValue();
    }
    return this.#pieces;
  }

  #token(at = this.#at): string {
    return this.#tokens[at] ?? '';
  }

  /** The place of the next token that is no space. */
  #past(at: number): number {
    return isSpace(this.#token(at)) ? at + 1 : at;
  }

  /** Takes what stands there up to a place as it is, or as something else. */
  #take(end = this.#at + 1, text = this.#tokens.slice(this.#at, end).join(''), isName = false): void {
    this.#pieces.push({ text, isName });
    this.#at = end;
  }

  #value(): void {
    const token = this.#token();
    const next = this.#token(this.#past(this.#at + 1));
    if (this.#bracket(token)) return;
    if (isLiteral(token)) this.#valued(() => this.#take(this.#at + 1, this.#literal(token)));
    else if (this.#instance() || this.#path()) this.#wantsValue = false;
    else if (token === '/' || token === '//' || token === '@') this.#valued(() => this.#step());
    else if (isName(token) && next === '(') {
      this.#take(this.#past(this.#at + 1));
      this.#enter(localName(token));
    } else if (isName(token) || token === '*') this.#valued(() => this.#step(this.#at));
    else {
      this.#take();
      this.#wantsValue = !/^[\d.]/.test(token);
    }
  }

  #afterValue(): void {
    const token = this.#token();
    if (this.#bracket(token)) return;
    if (token === '/' || token === '//') this.#step();
    else {
      const open = this.#open.at(-1);
      if (token === ',' && open) open.argument += 1;
      this.#take();
      this.#wantsValue = true;
    }
  }

  #bracket(token: string): boolean {
    const [opens, closes] = [token === '(' || token === '[', token === ')' || token === ']'];
    if (opens) this.#enter('');
    if (closes) {
      this.#open.pop();
      this.#valued(() => this.#take());
    }
    return opens || closes;
  }

  #valued(take: () => void): void {
    take();
    this.#wantsValue = false;
  }

  #enter(call: string): void {
    this.#open.push({ bracket: this.#token(), call, argument: 0 });
    this.#take();
    this.#wantsValue = true;
  }

  /** One step of a path that stays as it is: `/*`, `/@id`, `/child::name`. `from`: where it begins, without what leads to it. */
  #step(from = this.#past(this.#at + 1)): void {
    let end = from + 1;
    if (this.#token(from) === '@') end = this.#past(end) + 1;
    if (this.#token(this.#past(end)) === '::') end = this.#past(this.#past(end) + 1) + 1;
    this.#take(end);
  }

  /** A path that begins here and has names alone, with the place after it; `isWhole` is false where what follows belongs to it. */
  #plainFrom(start: number): { readonly path: PlainPath; readonly end: number; readonly isWhole: boolean } | null {
    const isAbsolute = this.#token(start) === '/';
    const steps: string[] = [];
    let [at, end, isWhole] = [isAbsolute ? this.#past(start + 1) : start, start, true];
    for (;;) {
      const [token, after] = [this.#token(at), this.#past(at + 1)];
      const isStep = token === '.' || token === '..' || (isName(token) && !['(', '::'].includes(this.#token(after)));
      if (!isStep) break;
      steps.push(localName(token));
      end = at + 1;
      isWhole = !['[', '/', '//'].includes(this.#token(after));
      if (this.#token(after) !== '/') break;
      at = this.#past(after + 1);
    }
    return steps.length > 0 ? { path: { isAbsolute, steps }, end, isWhole } : null;
  }

  /** `current()/` before a path: the place after it, or where it should begin. */
  #pastCurrent(): number {
    const parts: number[] = [];
    for (let at = this.#at; parts.length < 4; at = this.#past(at + 1)) parts.push(at);
    const isCurrent = parts.map((at) => this.#token(at)).join('') === 'current()/';
    return isCurrent ? this.#past((parts[3] ?? 0) + 1) : this.#at;
  }

  /** Takes a path that begins here; false where none does. */
  #path(): boolean {
    const start = this.#pastCurrent();
    const found = this.#plainFrom(start);
    if (!found) return false;
    this.#take(found.end, ...this.#called(found.path, found.isWhole, start > this.#at, found.end));
    return true;
  }

  #called(path: PlainPath, isWhole: boolean, isCurrent: boolean, end: number): [text: string, isName: boolean] {
    const { paths, line: from, isFilter = false, tellUnknown } = this.#setting;
    const text = this.#tokens.slice(this.#at, end).join('');
    const isInside = isFilter || this.#open.some(({ bracket }) => bracket === '[');
    // Within brackets it begins at each of the nodes that it chooses among.
    if (isInside && !path.isAbsolute && !isCurrent) return [text, false];
    const absolute = pathFrom(paths.pathOf(from), path);
    const target = paths.lineAt(absolute);
    const isSure = path.isAbsolute || isCurrent || path.steps[0] === '..';
    const endsInName = !/^\.+$/.test(path.steps.at(-1) ?? '');
    if (!target && isSure && endsInName && absolute !== `/${paths.whole.name}`) tellUnknown(text.trim());
    if (!target || !endsInName || !isWhole || !paths.isOfOwnTurn(target, path, from)) return [text, false];
    return [paths.callOf(target, from, isInside ? 'filter' : 'expression'), true];
  }

  /** Takes `instance('id')/…` where that is called otherwise in a template; false where it is not, or does not stand here. */
  #instance(): boolean {
    const parts: number[] = [];
    for (let at = this.#at; parts.length < 8; at = this.#past(at + 1)) parts.push(at);
    const [call, , literal = '', , slash, root, , item] = parts.map((at) => this.#token(at));
    if (call !== 'instance' || !isLiteral(literal) || slash !== '/') return false;
    const id = literal.slice(1, -1);
    if (id === lastSaved) return this.#lastSaved(parts[4] ?? 0);
    const other = this.#setting.paths.instances.get(id);
    if (!other) return false;
    const called = `instance(${other.name.includes("'") ? `"${other.name}"` : `'${other.name}'`})`;
    const isWhole = other.shape === `${root}/${item}`;
    this.#take((parts[isWhole ? 7 : 3] ?? 0) + 1, isWhole ? `${called}/${usualShape}` : called);
    return true;
  }

  /** `instance('__last-saved')/data/name`, the answer of the time before. */
  #lastSaved(start: number): boolean {
    const found = this.#plainFrom(start);
    const { paths, line } = this.#setting;
    const target = found && paths.lineAt(pathFrom('', found.path));
    if (!found?.isWhole || !target || paths.outline.named(target.name, line) !== target) return false;
    this.#take(found.end, `\${last-saved#${target.name}}`, true);
    return true;
  }

  #literal(token: string): string {
    const [quote = '', inner] = [token[0], token.slice(1, -1)];
    const { paths, line } = this.#setting;
    const open = this.#open.at(-1);
    if (open?.call === 'choice-name' && open.argument === 1) {
      const path = plainPath(inner);
      const target = path ? paths.lineAt(pathFrom(paths.pathOf(line), path)) : undefined;
      if (!target) return token;
      const isNamed = paths.outline.named(target.name, line) === target;
      return `${quote}${isNamed ? `\${${target.name}}` : paths.pathOf(target)}${quote}`;
    }
    if (!inner.includes('${')) return token;
    // In a text of an XForm it is no name: cut in two, it is none in ours.
    return `concat(${quote}${inner.split('${').join(`$${quote}, ${quote}{`)}${quote})`;
  }
}

/** Programs that make XForms of XLSForms put a space on either side of each path, beside those that somebody wrote. */
function unpadded(pieces: readonly Piece[]): string {
  const texts = pieces.map(({ text }) => text);
  for (const [at, { isName: isNamed }] of pieces.entries()) {
    const [before = '', after = ''] = [pieces[at - 1]?.text, pieces[at + 1]?.text];
    if (!isNamed || !isSpace(before) || !isSpace(after)) continue;
    const [left = '', right = ''] = [pieces[at - 2]?.text, pieces[at + 2]?.text];
    const nobodyWrote = before.length > 1 || after.length > 1 || /^[([,]?$/.test(left) || /^[)\],]?$/.test(right);
    if (!nobodyWrote) continue;
    if (before.length > 1 || !/[\p{L}\p{N}_}]$/u.test(left)) texts[at - 1] = (texts[at - 1] ?? '').slice(1);
    if (after.length > 1 || !/^[\p{L}\p{N}_$]/u.test(right)) texts[at + 1] = (texts[at + 1] ?? '').slice(1);
  }
  return texts.join('');
}
