import { grownOrder, mergedOrder } from './order.ts';
import { isRecord, type Path, under } from './place.ts';
import { type Element, isElementList, isTextSet, type Standing, shapeOf } from './shape.ts';
import type { MergeSides, Values } from './sides.ts';

/** Merges what people entered, field by field. */
export function mergeContent(sides: MergeSides, base: object, mine: object, theirs: object): Record<string, unknown> {
  return mergeFields(sides, '', { base, mine, theirs });
}

function mergeFields(sides: MergeSides, path: Path, { base, mine, theirs }: Values): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...keys(mine), ...keys(theirs), ...keys(base)])) {
    const values = { base: field(base, key), mine: field(mine, key), theirs: field(theirs, key) };
    const value = mergeValue(sides, under(path, key), values, 'field');
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function mergeValue(sides: MergeSides, path: Path, values: Values, standing: Standing): unknown {
  const { base, mine, theirs } = values;
  if (mine === undefined || theirs === undefined) return sides.decide(path, values, standing);
  const shape = shapeOf(base === undefined ? [mine, theirs] : [base, mine, theirs], standing);
  // Where people have chosen between whole values, parts of them are not mixed.
  if (standing === 'field' && sides.isFresh(path)) return sides.decide(path, values, standing);
  if (shape === 'fields') return mergeFields(sides, path, values);
  if (isNamed(path, sides.rules.whole)) return sides.decide(path, values, standing);
  if (shape === 'set') return mergeSet(sides, path, values);
  if (shape === 'elements') return mergeElements(sides, path, values);
  return sides.decide(path, values, standing);
}

/** Texts that either side added are in, texts that either side removed are out. */
function mergeSet(sides: MergeSides, path: Path, values: Values): string[] {
  const [base, mine, theirs] = [texts(values.base), texts(values.mine), texts(values.theirs)];
  const staying = new Set(
    [...mine, ...theirs].filter((text) => (base.includes(text) ? mine.includes(text) && theirs.includes(text) : true)),
  );
  sides.noteSet(path, values);
  return mergedOrder({ base, mine, theirs }, staying);
}

function mergeElements(sides: MergeSides, path: Path, values: Values): unknown[] {
  const [base, mine, theirs] = [elements(values.base), elements(values.mine), elements(values.theirs)];
  const grows = isNamed(path, sides.rules.appendOnly);
  const merged = new Map<string, unknown>();
  for (const id of new Set([...mine, ...theirs, ...base].map((element) => element.id))) {
    const value = mergeElement(sides, under(path, id), {
      base: withId(base, id),
      mine: withId(mine, id),
      theirs: withId(theirs, id),
      grows,
    });
    if (value !== undefined) merged.set(id, value);
  }
  sides.noteList(path);
  const order = grows
    ? grownOrder(mine, theirs)
    : mergedOrder({ base: ids(base), mine: ids(mine), theirs: ids(theirs) }, new Set(merged.keys()));
  return order.map((id) => merged.get(id)).filter((value) => value !== undefined);
}

function mergeElement(sides: MergeSides, path: Path, values: Values & { readonly grows: boolean }): unknown {
  const { base, mine, theirs, grows } = values;
  if (mine !== undefined && theirs !== undefined) {
    if (base !== undefined) sides.confirmKept(path);
    return mergeValue(sides, path, values, 'element');
  }
  if (mine === undefined && theirs === undefined) {
    sides.noteBothRemoved(path);
    return undefined;
  }
  const [keeper, deleter] = mine === undefined ? (['theirs', 'mine'] as const) : (['mine', 'theirs'] as const);
  if (base !== undefined && !grows && sides.isRemoved(path, deleter, keeper, true)) return undefined;
  return sides.takeAdded(keeper, path, values[keeper], 'element');
}

function isNamed(path: Path, fields: readonly string[] | undefined): boolean {
  return fields?.some((name) => under('', name) === path) ?? false;
}

function keys(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function texts(value: unknown): readonly string[] {
  return isTextSet(value) ? value : [];
}

function elements(value: unknown): readonly Element[] {
  return isElementList(value) ? value : [];
}

function withId(list: readonly Element[], id: string): Element | undefined {
  return list.find((element) => element.id === id);
}

function ids(list: readonly Element[]): string[] {
  return list.map((element) => element.id);
}
