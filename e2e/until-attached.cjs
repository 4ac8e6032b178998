// Preloaded into the program under test: it starts once Playwright has attached. Of a window that opened while that was under way Playwright was
// sometimes told nothing, and waited for it until it gave up.
const { app } = require('electron');

const isReady = app.whenReady();
const isAttached = new Promise((resolve) => {
  // Playwright calls this by name when it has attached.
  globalThis.__playwright_run = resolve;
});
app.whenReady = () => Promise.all([isReady, isAttached]).then(() => undefined);
