import { capturePath } from '../shared/bridge/capture.ts';
import { shellOf } from './app/bridge.ts';
import { start } from './app/start.tsx';

const root = document.getElementById('root');
const bridge = window.minhTra;
if (!root || !bridge) throw new Error('this page belongs into the application window');
const shell = shellOf(bridge);
// The sign-in page first; all that lies behind it is loaded while the PIN is typed.
const loadProgram = () => import('./app/session/open-over-port.ts');
if (window.location.pathname === capturePath) {
  // Not waited for: what it imports waits for this file.
  void import('./app/start-capture.tsx').then(({ startCapture }) => startCapture(root, shell));
} else {
  await start(root, shell, async (session) => (await loadProgram()).openOverPort(shell)(session));
  requestIdleCallback(() => void loadProgram(), { timeout: 200 });
}
