const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name that every file system takes, made of one that was suggested: no path, no control characters. */
export function safeFileName(suggested: string): string {
  const name = suggested
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 150)
    .trim();
  return name === '' || reserved.test(name) ? `minh-tra ${name}`.trim() : name;
}
