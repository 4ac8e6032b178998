/** The stroke of a key event in the words of a shortcut: `mod+k`, `shift+enter`, `space`, `?`. */
export function strokeOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const alt = event.altKey ? 'alt+' : '';
  const shift = event.shiftKey && key.length > 1 ? 'shift+' : '';
  return `${mod}${alt}${shift}${key}`;
}
