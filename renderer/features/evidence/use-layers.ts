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
  /** Adds it, or puts it in the place of what it was before; resolves once it is saved, or could not be. */
  save(layer: Layer): Promise<void>;
  remove(id: string): void;
  /** Takes back the last of what this person did here, as long as the picture is shown. */
  undo(): void;
}

export function useLayers({ id, layers }: Pick<Evidence, 'id' | 'layers'>): Layers {
  const { workspace } = useCaseFile();
  const notices = useNotices();
  const undos = useRef<Edit[]>([]);
  const last = useRef(Promise.resolve());
  const write = useCallback(
    (edit: Edit) => {
      // One after the other, each as they stand then: a colleague's may have come in.
      const change = () => workspace.change('evidence', id, (current) => ({ layers: edit(current.layers) }));
      last.current = last.current.then(change).then(() => undefined, notices.problem);
      return last.current;
    },
    [workspace, id, notices],
  );
  /** What it was before is seen when it is written: what is shown here may be the state before the last key. */
  const act = (layerId: string, edit: Edit) => {
    let before: Layer | undefined;
    undos.current.push((all) => (before ? withLayer(before) : without(layerId))(all));
    return write((all) => {
      before = all.find(({ id: own }) => own === layerId);
      return edit(all);
    });
  };
  return {
    all: layers,
    isFull: layers.length >= mostLayers,
    save: (layer) => act(layer.id, withLayer(layer)),
    remove(gone) {
      if (layers.some(({ id: own }) => own === gone)) void act(gone, without(gone));
    },
    undo() {
      const undone = undos.current.pop();
      if (undone) void write(undone);
    },
  };
}

/** Puts a layer in the place of what it was before, or on top. */
export function withLayer(layer: Layer): Edit {
  return (all) =>
    all.some(({ id }) => id === layer.id) ? all.map((each) => (each.id === layer.id ? layer : each)) : [...all, layer];
}

function without(gone: string): Edit {
  return (all) => all.filter(({ id }) => id !== gone);
}
