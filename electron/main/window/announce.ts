import type { WebContents } from 'electron';

/** Resolves in the page once something can be pressed or typed into, and a frame with it has been drawn. */
const untilUsable = `new Promise((resolve) => {
  const usable = () => document.querySelector('button:not([disabled]), input:not([disabled])');
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(resolve));
  if (usable()) return drawn();
  const observer = new MutationObserver(() => {
    if (!usable()) return;
    observer.disconnect();
    drawn();
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}).then(() => true)`;

/** Prints the line that `npm start` waits for: the sign-in page is shown and can be used. */
export async function announceReady(contents: WebContents): Promise<void> {
  await contents.executeJavaScript(untilUsable);
  const { electron, chrome, node } = process.versions;
  console.log(`minh-tra ready ${JSON.stringify({ electron, chromium: chrome, node, page: 'sign-in' })}`);
}
