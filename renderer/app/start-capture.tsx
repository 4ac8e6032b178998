import { CaptureBar } from '../features/capture/CaptureBar.tsx';
import type { Shell } from './bridge.ts';
import { draw } from './start.tsx';

/** Draws the bar of the window in which public pages are captured: no vault is open in it. */
export function startCapture(element: HTMLElement, shell: Shell): Promise<void> {
  return draw(element, shell, <CaptureBar />);
}
