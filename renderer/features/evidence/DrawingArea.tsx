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
  /** Where the pointer that draws went down. */
  const began = useRef<{ pointerId: number; id: string; x: number; y: number } | null>(null);
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const share = (at: number, all: number) => Math.min(1, Math.max(0, at / all));
    return { x: share(clientX - left, width), y: share(clientY - top, height) };
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (!tool || event.button !== 0 || began.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    began.current = { pointerId: event.pointerId, id: newId(), ...placeOf(event) };
  };
  /** What has been drawn with this pointer so far; null for another one. Words stand where they end. */
  const drawnBy = (event: PointerEvent<HTMLElement>): Layer | null => {
    if (!tool || event.pointerId !== began.current?.pointerId) return null;
    const { id, x: left, y: top } = began.current;
    const { x: right, y: bottom } = placeOf(event);
    const from = tool === 'text' ? { left: right, top: bottom } : { left, top };
    return { id, kind: tool, ...from, right, bottom, text: '' };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const layer = drawnBy(event);
    // Words are asked for once they have their place: asking takes the focus.
    if (layer && layer.kind !== 'text') onDraft(layer);
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    const layer = drawnBy(event);
    if (!layer) return;
    began.current = null;
    if (!isDrawn(layer)) return onDraft(null);
    onDraft(layer);
    onDrawn(layer);
  };
  const cancel = () => {
    began.current = null;
    onDraft(null);
  };
  const key = (event: KeyboardEvent) => {
    const by = arrows[event.key];
    if (event.key === 'Enter' && tool) {
      const end = tool === 'text' ? 0.4 : 0.6;
      const middle = { id: newId(), kind: tool, left: 0.4, top: 0.4, right: end, bottom: end, text: '' };
      onDraft(middle);
      onDrawn(middle);
    } else if (by && selected) onDraft((event.shiftKey ? stretched : moved)(selected, ...by));
    else return;
    event.preventDefault();
  };
  const isNewCrop = draft?.kind === 'crop' && draft.id !== selected?.id;
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
      {selected && selected.kind !== 'text' && <Mark layer={selected} />}
      {isNewCrop && <Mark layer={draft} />}
    </span>
  );
}

/** A dashed line around a layer. */
function Mark({ layer: { left, top, right, bottom } }: { layer: Layer }) {
  const share = (value: number) => `${value * 100}%`;
  const place = {
    left: share(Math.min(left, right)),
    top: share(Math.min(top, bottom)),
    width: share(Math.abs(right - left)),
    height: share(Math.abs(bottom - top)),
  };
  return <span className={styles.mark} style={place} />;
}
