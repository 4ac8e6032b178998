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
  const write = useCallback(
    async (edit: Edit) => {
      try {
        // As they stand when it is written: a colleague's may have come in.
        await workspace.change('evidence', id, (current) => ({ layers: edit(current.layers) }));
      } catch (thrown) {
        notices.problem(thrown);
      }
    },
    [workspace, id, notices],
  );
  const act = (edit: Edit, undo: Edit) => {
    undos.current.push(undo);
    return write(edit);
  };
  return {
    all: layers,
    isFull: layers.length >= mostLayers,
    save(layer) {
      const before = layers.find((each) => each.id === layer.id);
      return act(withLayer(layer), before ? withLayer(before) : without(layer.id));
    },
    remove(gone) {
      const before = layers.find((each) => each.id === gone);
      if (before) void act(without(gone), withLayer(before));
    },
    undo() {
      const last = undos.current.pop();
      if (last) void write(last);
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
