import { Engine } from '../engine.ts';
import { plainProblemOf } from '../sqlite-problem.ts';

/** Opens a file as whoever runs it, and says how that went. */
const [file = '', keyHex = ''] = process.argv.slice(2);
try {
  Engine.open({ file, keyHex }).close();
  process.send?.('opened');
} catch (thrown) {
  process.send?.(plainProblemOf(thrown).code);
}
