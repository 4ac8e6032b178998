import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isDrawn, moved, stretched } from '../../../shared/domain/evidence/layers.ts';
import type { Layer } from '../../../shared/schema/evidence.ts';
import { newId } from '../../data/ulid.ts';
import styles from './ShownPicture.module.css';

interface DrawingAreaProps {
  tool: Layer['kind'] | null;
  selected: Layer | null;
  draft: Layer | null;
  onDraft: (layer: Layer | null) => void;
  /** A new one is drawn. */
  onDrawn: (layer: Layer) => void;
  /** One that was there has been moved. */
  onSettled: (layer: Layer) => void;
}

/** An arrow key moves by so much of the picture. */
const step = 0.01;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};

/**
 * Lies over a picture: mouse, pen or finger draw with the tool. By keys: Enter puts one into the middle, arrows move the one that is selected, with
 * Shift its second corner.
 */
export function DrawingArea({ tool, selected, draft, onDraft, onDrawn, onSettled }: DrawingAreaProps) {
  const { t } = useTranslation('evidenceTab');
  const pointer = useRef<number | null>(null);
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const share = (at: number, all: number) => Math.min(1, Math.max(0, at / all));
    return { x: share(clientX - left, width), y: share(clientY - top, height) };
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (!tool || event.button !== 0 || pointer.current !== null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointer.current = event.pointerId;
    const { x, y } = placeOf(event);
    onDraft({ id: newId(), kind: tool, left: x, top: y, right: x, bottom: y, text: '' });
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerId !== pointer.current || !draft) return;
    const { x, y } = placeOf(event);
    onDraft({ ...draft, right: x, bottom: y });
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerId !== pointer.current || !draft) return;
    pointer.current = null;
    isDrawn(draft) ? onDrawn(draft) : onDraft(null);
  };
  const cancel = () => {
    pointer.current = null;
    onDraft(null);
  };
  const key = (event: KeyboardEvent) => {
    const by = arrows[event.key];
    if (event.key === 'Enter' && tool) {
      const middle = { id: newId(), kind: tool, left: 0.4, top: 0.4, right: 0.6, bottom: 0.6, text: '' };
      onDraft(middle);
      onDrawn(middle);
    } else if (by && selected) onDraft((event.shiftKey ? stretched : moved)(selected, ...by));
    else return;
    event.preventDefault();
  };
  const mark = selected && {
    left: `${Math.min(selected.left, selected.right) * 100}%`,
    top: `${Math.min(selected.top, selected.bottom) * 100}%`,
    width: `${Math.abs(selected.right - selected.left) * 100}%`,
    height: `${Math.abs(selected.bottom - selected.top) * 100}%`,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element is drawn on
    <span
      className={styles.area}
      data-draws={tool !== null || undefined}
      role="group"
      aria-label={t('layers.area')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn on by keys
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      onKeyDown={key}
      onKeyUp={(event) => event.key in arrows && draft && onSettled(draft)}
    >
      {mark && <span className={styles.mark} style={mark} />}
      {draft?.kind === 'crop' && draft.id !== selected?.id && (
        <span
          className={styles.mark}
          style={{
            left: `${Math.min(draft.left, draft.right) * 100}%`,
            top: `${Math.min(draft.top, draft.bottom) * 100}%`,
            width: `${Math.abs(draft.right - draft.left) * 100}%`,
            height: `${Math.abs(draft.bottom - draft.top) * 100}%`,
          }}
        />
      )}
    </span>
  );
}
