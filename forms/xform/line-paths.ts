import type { TemplateNode } from '../../shared/schema/template-content.ts';
import { Outline } from '../content/outline.ts';
import type { OtherInstance } from './instance-shape.ts';
import { type PlainPath, pathFrom } from './plain-path.ts';

/** The lines of a form by the paths that an XForm calls them by, and the names that they have in expressions of ours. */
export class LinePaths {
  readonly outline: Outline;
  /** What the lines stand in, as one that expressions may belong to. */
  readonly whole: TemplateNode;
  /** Instances that are called otherwise here, or whose items are. */
  readonly instances: ReadonlyMap<string, OtherInstance>;
  readonly #byPath: ReadonlyMap<string, TemplateNode>;

  constructor(rootName: string, nodes: readonly TemplateNode[], instances: ReadonlyMap<string, OtherInstance>) {
    this.instances = instances;
    this.outline = new Outline({ nodes: [...nodes] });
    this.whole = { id: '', parent: null, kind: 'group', name: rootName, label: {} };
    this.#byPath = new Map(nodes.map((node) => [this.pathOf(node), node]));
  }

  lineAt(path: string | null): TemplateNode | undefined {
    return path === null ? undefined : this.#byPath.get(path);
  }

  pathOf(line: TemplateNode): string {
    if (line === this.whole) return `/${line.name}`;
    return `/${[this.whole.name, ...this.outline.pathOf(line)].join('/')}`;
  }

  /** Whether a name, which means the same turn of a repeat that both stand in, says the same as a path does from a line. */
  isOfOwnTurn(target: TemplateNode, path: PlainPath, from: TemplateNode): boolean {
    if (path.isAbsolute) return true;
    const up = path.steps.filter((step) => step === '..');
    const turning = pathFrom(this.pathOf(from), { isAbsolute: false, steps: up });
    // A repeat that the path leaves and goes into again gives all of its turns.
    const left = this.#within(from)
      .filter(({ kind }) => kind === 'repeat')
      .filter((each) => !`${turning}/`.startsWith(`${this.pathOf(each)}/`));
    return !this.outline.ancestorsOf(target).some(({ id }) => left.some((each) => each.id === id));
  }

  /**
   * How an expression of a line calls another: by its name, or by a path where the name means another one. `where`: of a filter, paths that
   * begin in the middle begin at the choice.
   */
  callOf(target: TemplateNode, from: TemplateNode, where: 'expression' | 'filter'): string {
    if (this.outline.named(target.name, from) === target) return `\${${target.name}}`;
    const [own, others] = [this.#within(from), this.outline.ancestorsOf(target)];
    const isOwn = ({ id }: TemplateNode) => own.some((each) => each.id === id);
    if (!others.some((each) => each.kind === 'repeat' && isOwn(each))) return this.pathOf(target);
    const shared = others.find(isOwn);
    const up = own.findIndex(({ id }) => id === shared?.id);
    const down = others.slice(0, others.findIndex(isOwn)).map(({ name }) => name);
    const path = [...new Array<string>(up).fill('..'), ...down.reverse(), target.name].join('/');
    return where === 'filter' ? `current()/${path}` : path;
  }

  /** A line and what it stands in, from the innermost out. */
  #within(line: TemplateNode): readonly TemplateNode[] {
    return [line, ...this.outline.ancestorsOf(line)];
  }
}
