import { type PointerEvent, useRef, useState } from 'react';
import { pointIn, withPoint } from '../../../shared/domain/document/strokes.ts';
import { Drawn } from './Drawn.tsx';
import styles from './SignaturePad.module.css';

interface SignaturePadProps {
  label: string;
  strokes: readonly (readonly number[])[];
  onChange: (strokes: readonly (readonly number[])[]) => void;
}

/** So many strokes does a signature have at most. */
const mostStrokes = 80;

/** A box to sign in by pen, finger or mouse. A palm that rests beside the pen draws nothing. */
export function SignaturePad({ label, strokes, onChange }: SignaturePadProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<{ readonly pointer: number; stroke: readonly number[] } | null>(null);
  const [current, setCurrent] = useState<readonly number[]>([]);
  const follow = (event: PointerEvent) => {
    const now = drawing.current;
    const frame = box.current?.getBoundingClientRect();
    if (!now || !frame || now.pointer !== event.pointerId) return;
    // Between two frames a pen reports more than one place.
    const places = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const { clientX: x, clientY: y } of places.length > 0 ? places : [event]) {
      now.stroke = withPoint(now.stroke, pointIn(frame, { x, y }));
    }
    setCurrent(now.stroke);
  };
  const end = (event: PointerEvent) => {
    const now = drawing.current;
    if (!now || now.pointer !== event.pointerId) return;
    drawing.current = null;
    setCurrent([]);
    if (now.stroke.length > 0) onChange([...strokes, now.stroke]);
  };
  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      className={styles.pad}
      onPointerDown={(event) => {
        if (drawing.current || event.button !== 0 || strokes.length >= mostStrokes) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drawing.current = { pointer: event.pointerId, stroke: [] };
        follow(event);
      }}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <Drawn strokes={current.length > 0 ? [...strokes, current] : strokes} />
    </div>
  );
}
