/** Longest sides and qualities that are tried until a picture is small enough to send. */
const tries = [
  [1600, 0.8],
  [1280, 0.7],
  [1000, 0.6],
  [800, 0.5],
  [600, 0.4],
] as const;
/** What the pool takes, in bytes; contract/dispute.ts says so. */
const bytesMax = 180_000;

/** Makes a photo small enough to send, as JPEG in base 64; what else was in the file stays on the device. Undefined when it is no picture. */
export async function shrinkPicture(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  for (const [side, quality] of tries) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (blob && blob.size <= bytesMax) return base64Of(await blob.arrayBuffer());
  }
  return undefined;
}

function base64Of(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
}
