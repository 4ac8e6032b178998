import { shellOf } from './app/bridge.ts';
import { start } from './app/start.tsx';

const root = document.getElementById('root');
const bridge = window.minhTra;
if (!root || !bridge) throw new Error('this page belongs into the application window');
const shell = shellOf(bridge);
// The sign-in page first; all that lies behind it is loaded while the PIN is typed.
const loadProgram = () => import('./app/session/open-over-port.ts');
await start(root, shell, async (session) => (await loadProgram()).openOverPort(shell)(session));
requestIdleCallback(() => void loadProgram(), { timeout: 200 });
