import { describe, expect, it } from 'vitest';
import type { Layer } from '../../schema/evidence.ts';
import { annotated, isDrawn, moved, stretched } from './layers.ts';

const size = { width: 3_000, height: 2_000 };
const layer = (own: Partial<Layer>): Layer => ({
  ...{ id: 'l', kind: 'box', left: 0.1, top: 0.2, right: 0.3, bottom: 0.6, text: '' },
  ...own,
});

describe('a picture with layers', () => {
  it('is whole without a crop; of two crops the last one holds, from whichever corner it was drawn', () => {
    expect(annotated([], size)).toEqual({ crop: { left: 0, top: 0, ...size }, shapes: [] });
    const later = layer({ kind: 'crop', left: 0.5, right: 0.25, top: 1, bottom: 0.5 });
    const { crop } = annotated([layer({ kind: 'crop' }), later], size);
    expect(crop).toEqual({ left: 750, top: 1_000, width: 750, height: 1_000 });
  });

  it('draws what covers first, so that it hides no word and no arrow', () => {
    const kinds = annotated(
      [layer({ kind: 'text', text: 'biển số' }), layer({ kind: 'box' }), layer({ kind: 'blur' })],
      size,
    );
    expect(kinds.shapes.map(({ kind }) => kind)).toEqual(['cover', 'text', 'box']);
  });

  it('lets words run towards the middle', () => {
    const { shapes } = annotated(
      [0.2, 0.8].map((left) => layer({ kind: 'text', left, text: 'biển số' })),
      size,
    );
    expect(shapes).toMatchObject([{ anchor: 'start' }, { anchor: 'end' }]);
  });

  it('draws an arrow with its head where it ends, and no text where there is none', () => {
    const [arrow, ...others] = annotated(
      [layer({ kind: 'arrow', left: 0, right: 0.5, top: 0.5, bottom: 0.5 }), layer({ kind: 'text', text: ' ' })],
      size,
    ).shapes;
    expect(others).toEqual([]);
    expect(arrow).toMatchObject({ from: { x: 0, y: 1_000 }, to: { x: 1_500, y: 1_000 } });
    const [above, below] = arrow?.kind === 'arrow' ? arrow.head : [];
    expect(above?.x).toBeCloseTo(below?.x ?? 0);
    expect(above?.x).toBeLessThan(1_500);
    expect((above?.y ?? 0) + (below?.y ?? 0)).toBeCloseTo(2_000);
  });
});

describe('a layer', () => {
  it.each([
    ['box', { right: 0.1, bottom: 0.2 }, false],
    ['blur', { right: 0.11, bottom: 0.2 }, false],
    ['arrow', { right: 0.1, bottom: 0.6 }, true],
    ['arrow', { right: 0.1, bottom: 0.2 }, false],
    ['text', { right: 0.1, bottom: 0.2 }, true],
  ] as const)('%s to %j is drawn: %s', (kind, own, is) => {
    expect(isDrawn(layer({ kind, ...own }))).toBe(is);
  });

  it('stays within the picture when it is moved or stretched, and never becomes nothing', () => {
    expect(moved(layer({ left: 0.25, right: 0.5, top: 0.25, bottom: 0.5 }), -0.5, 0.9)).toMatchObject({
      ...{ left: 0, right: 0.25, top: 0.75, bottom: 1 },
    });
    expect(stretched(layer({}), 5, 0)).toMatchObject({ left: 0.1, right: 1 });
    expect(stretched(layer({}), -0.2, 0)).toEqual(layer({}));
  });
});
