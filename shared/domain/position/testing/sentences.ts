/** A whole sentence of a receiver, with its sum. */
export function sentence(body: string): string {
  const sum = [...body].reduce((before, letter) => before ^ letter.charCodeAt(0), 0);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}
