/** Reads an answer piece by piece; tells how many bytes there are so far. */
export async function readAsItComes(response: Response, onBytes: (bytes: number) => void): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes += piece.value.byteLength;
    onBytes(bytes);
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
}
