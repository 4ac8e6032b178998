import { describe, expect, it } from 'vitest';
import { strokeOf } from './stroke.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('strokes', () => {
  it.each([
    [{ ...none, key: 'g' }, 'g'],
    [{ ...none, key: 'K', ctrlKey: true }, 'mod+k'],
    [{ ...none, key: 'k', metaKey: true }, 'mod+k'],
    [{ ...none, key: '?', shiftKey: true }, '?'],
    [{ ...none, key: ' ' }, 'space'],
    [{ ...none, key: 'Enter', shiftKey: true }, 'shift+enter'],
    [{ ...none, key: 'ArrowDown' }, 'arrowdown'],
    [{ ...none, key: '1', altKey: true }, 'alt+1'],
  ])('%o is %s', (event, stroke) => {
    expect(strokeOf(event)).toBe(stroke);
  });
});
