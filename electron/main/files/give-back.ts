/**
 * Gives back the memory of bytes that nobody reads any more, which can't be read after that. The garbage collector would as well, some megabytes
 * later: until then each buffer takes pages of its own, which cost more than sealing does.
 */
export function giveBack(bytes: Uint8Array): void {
  const { buffer, byteLength } = bytes;
  // Small ones share their memory with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
