import type { XmlElement } from '../xml/element.ts';

/** How the items of a list are called in an expression of ours, from their instance on. */
export const usualShape = 'root/item';

/** How the items of an instance are called: `root/item`, or as a form has it, `counties/county`. Null where it holds no list. */
export function shapeOf(instance: XmlElement): string | null {
  const [root, ...more] = instance.elements;
  if (!root) return usualShape;
  const names = new Set(root.elements.map(({ name }) => name));
  const [item = 'item'] = names;
  return more.length === 0 && names.size <= 1 ? `${root.name}/${item}` : null;
}

/** An instance that expressions of ours call otherwise than a form does. */
export interface OtherInstance {
  /** As its list is called. */
  readonly name: string;
  /** As a form calls its items. */
  readonly shape: string;
}

/** Instances by their ids, those that are called otherwise. */
export function otherInstances(instances: readonly XmlElement[]): ReadonlyMap<string, OtherInstance> {
  const others = new Map<string, OtherInstance>();
  for (const each of instances) {
    const id = each.attribute('id').trim();
    // A list of a file is called as the file is: a form is kept together with its files.
    const name = each.has('src') ? stemOf(fileOf(each.attribute('src'))) : id;
    const shape = each.has('src') ? usualShape : shapeOf(each);
    if (shape !== null && (shape !== usualShape || name !== id)) others.set(id, { name, shape });
  }
  return others;
}

/** The name of a file in `jr://images/name`. */
export function fileOf(address: string): string {
  return address.trim().replace(/^jr:\/\/[\w-]+\//, '');
}

function stemOf(file: string): string {
  return file.replace(/\.(csv|xml|geojson)$/i, '');
}
