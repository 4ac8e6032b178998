import { shellOf } from './app/bridge.ts';
import { openOverPort } from './app/session/open-over-port.ts';
import { start } from './app/start.tsx';

const root = document.getElementById('root');
const bridge = window.minhTra;
if (!root || !bridge) throw new Error('this page belongs into the application window');
const shell = shellOf(bridge);
await start(root, shell, openOverPort(shell));
