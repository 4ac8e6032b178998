import { useCallback, useRef } from 'react';
import { mostLayers } from '../../../shared/domain/evidence/layers.ts';
import type { Evidence, Layer } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';

type Edit = (layers: readonly Layer[]) => Layer[];

/** What is drawn over a picture, each change saved at once, and taken back in reverse. */
export interface Layers {
  readonly all: readonly Layer[];
  readonly isFull: boolean;
  add(layer: Layer): void;
  change(layer: Layer): void;
  remove(id: string): void;
  /** Takes back the last of what this person did here, as long as the picture is shown. */
  undo(): void;
}

export function useLayers({ id, layers }: Pick<Evidence, 'id' | 'layers'>): Layers {
  const { workspace } = useCaseFile();
  const notices = useNotices();
  const undos = useRef<Edit[]>([]);
  const write = useCallback(
    (edit: Edit) => {
      // As they stand when it is written: a colleague's may have come in.
      workspace.change('evidence', id, (current) => ({ layers: edit(current.layers) })).catch(notices.problem);
    },
    [workspace, id, notices],
  );
  const act = (edit: Edit, undo: Edit) => {
    undos.current.push(undo);
    write(edit);
  };
  const without =
    (gone: string): Edit =>
    (all) =>
      all.filter((each) => each.id !== gone);
  const withOne =
    (layer: Layer): Edit =>
    (all) =>
      all.some((each) => each.id === layer.id)
        ? all.map((each) => (each.id === layer.id ? layer : each))
        : [...all, layer];
  return {
    all: layers,
    isFull: layers.length >= mostLayers,
    add: (layer) => act(withOne(layer), without(layer.id)),
    change(layer) {
      const before = layers.find((each) => each.id === layer.id);
      if (before) act(withOne(layer), withOne(before));
    },
    remove(gone) {
      const before = layers.find((each) => each.id === gone);
      if (before) act(without(gone), withOne(before));
    },
    undo() {
      const last = undos.current.pop();
      if (last) write(last);
    },
  };
}
