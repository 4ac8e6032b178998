import type { Findings } from '../content/findings.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Places } from './controls.ts';
import type { DataNode } from './data-tree.ts';
import { pathFrom, plainPath } from './plain-path.ts';
import { tellTwice } from './twice.ts';

export interface Binds extends Places {
  /** Binds by the paths of their places. */
  readonly binds: ReadonlyMap<string, XmlElement>;
  /** How an answer as a whole is called. */
  readonly instanceName: XmlElement | undefined;
}

/** What the model says of each place. A bind that leads nowhere is left out with a word. */
export function readBinds(
  model: XmlElement,
  top: DataNode,
  byPath: ReadonlyMap<string, DataNode>,
  findings: Findings,
): Binds {
  const binds = new Map<string, XmlElement>();
  const byBind = new Map<string, string>();
  let instanceName: XmlElement | undefined;
  for (const bind of model.children('bind')) {
    const given = (bind.attribute('nodeset') || bind.attribute('ref')).trim();
    const plain = plainPath(given);
    const path = plain && pathFrom(top.path, plain);
    const id = bind.attribute('id').trim();
    if (path !== null && id !== '') byBind.set(id, path);
    if (path === `${top.path}/meta/instanceName`) instanceName = bind;
    if (path !== null && (path === top.path || byPath.has(path))) tellTwice(binds, path, bind, findings);
    else if (path === null || !isLeftOut(path, top)) {
      findings.warn('xform.bindNothing', { row: bind.line }, { path: path ?? given });
    }
  }
  return { binds, byBind, byPath, instanceName };
}

/** Of what a program keeps for itself nothing is asked. */
function isLeftOut(path: string, top: DataNode): boolean {
  return path.startsWith(`${top.path}/meta/`);
}
