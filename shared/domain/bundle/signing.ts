/** What is signed of a bundle's text (Ed25519 over its UTF-8 bytes): nothing else that a laptop signs begins so. */
export function bundleSigningText(text: string): string {
  return `minh-tra bundle 1\n${text}`;
}
