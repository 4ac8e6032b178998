import { canonicalText } from '../revision.ts';
import { isRecord } from './place.ts';

/**
 * How the values of one place merge. `fields`: field by field; `elements`: a list whose elements have ids, element by
 * element; `set`: a list of different texts; `whole`: as one value.
 */
export type Shape = 'fields' | 'elements' | 'set' | 'whole';

/** An element of a list that has an id. */
export type Element = Readonly<Record<string, unknown>> & { readonly id: string };

/** Whether an object is an element of a list, where its id says which one it is. */
export type Standing = 'field' | 'element';

/**
 * The shape that all values of a place share; values that are absent are left out by the caller. An object with an id of
 * its own that is no element of a list is a copy of something (a provision in a finding): half of one copy and half of
 * another would be neither, so it is `whole`.
 */
export function shapeOf(values: readonly unknown[], standing: Standing): Shape {
  if (values.every(isRecord)) {
    return standing === 'element' || !values.some((value) => Object.hasOwn(value, 'id')) ? 'fields' : 'whole';
  }
  if (!values.every((value) => Array.isArray(value))) return 'whole';
  if (values.every(isTextSet)) return 'set';
  return values.every(isElementList) ? 'elements' : 'whole';
}

export function isElementList(list: unknown): list is Element[] {
  return Array.isArray(list) && list.every(isElement) && areDifferent(list.map((element) => element.id));
}

export function isTextSet(list: unknown): list is string[] {
  return Array.isArray(list) && list.every((each) => typeof each === 'string') && areDifferent(list);
}

function isElement(value: unknown): value is Element {
  return isRecord(value) && typeof value.id === 'string' && value.id !== '';
}

function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

/** Text that is equal exactly where two values are; undefined counts as null. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? canonicalText({ value }) : (JSON.stringify(value) ?? 'null');
}

/** True when two values are the same data, in whatever order their fields stand; a field that is undefined is none. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, place) => isSame(each, b[place]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = definedKeys(a);
  // Asked for as its own: what a document holds may be called as what every object has.
  return keys.length === definedKeys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function definedKeys(record: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(record).filter((key) => record[key] !== undefined);
}
