/** A content as base64, for the shell. */
export async function base64Of(content: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsDataURL(content);
  return (await read).replace(/^[^,]*,/, '');
}
