import { type BrowserWindow, type DesktopCapturerSource, desktopCapturer, screen } from 'electron';
import type { ScreenSource } from '../../../shared/bridge/capture.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { fitLine } from './fit-line.ts';

const longestName = 500;
const smallPicture = { width: 320, height: 200 } as const;

/** The screens and windows that the system lets be captured, ours left out; none where it lets none. */
export async function listScreens(own: BrowserWindow): Promise<ScreenSource[]> {
  const sources = await sourcesIn(['window', 'screen'], smallPicture);
  return sources
    .filter(({ id, thumbnail }) => id !== own.getMediaSourceId() && !thumbnail.isEmpty())
    .map(({ id, name, thumbnail }) => ({
      ...{ id, name: fitLine(name, longestName), isScreen: id.startsWith('screen:') },
      picture: thumbnail.toPNG().toString('base64'),
    }));
}

/** A picture of one of them as it is now, PNG, with its name. Throws `capture.screenGone`. */
export async function captureScreen(sourceId: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  // The system gives no single one: at least those of the other kind are not drawn at full size.
  const sources = await sourcesIn([sourceId.startsWith('screen:') ? 'screen' : 'window'], largestScreen());
  const source = sources.find(({ id }) => id === sourceId);
  if (!source || source.thumbnail.isEmpty()) throw new ProblemError('capture.screenGone');
  return { name: source.name, bytes: source.thumbnail.toPNG() };
}

/** Where the system refuses, there are none. */
function sourcesIn(types: ('window' | 'screen')[], thumbnailSize: Electron.Size): Promise<DesktopCapturerSource[]> {
  return desktopCapturer.getSources({ types, thumbnailSize }).catch(() => []);
}

/** Pixels of the largest screen: no window is larger. */
function largestScreen(): Electron.Size {
  const all = screen.getAllDisplays().map(({ size, scaleFactor }) => ({
    width: Math.round(size.width * scaleFactor),
    height: Math.round(size.height * scaleFactor),
  }));
  return { width: Math.max(...all.map(({ width }) => width)), height: Math.max(...all.map(({ height }) => height)) };
}
