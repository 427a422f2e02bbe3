import type { BrowserContext } from 'playwright-core';
import decodeQr from 'qr/decode.js';

/** A picture as it was saved, served or photographed off a screen. */
export interface Picture {
  bytes: Buffer;
  type: 'image/png' | 'image/svg+xml';
  /** Pixels across at which it is looked at; its own unless said. */
  width?: number;
}

/** More than any reading takes: a busy machine reads no worse than an idle one. */
const timeLimit = 60_000;

/**
 * What a camera reads off the QR code of a picture, by a decoder that shares nothing with what drew it. The picture lies on black,
 * as in a dark room or a dark page: one that counts on paper around it is not found. Throws when no code is.
 */
export async function readQr(context: BrowserContext, { bytes, type, width }: Picture): Promise<string> {
  const page = await context.newPage();
  const seen = await page.evaluate(draw, { url: `data:${type};base64,${bytes.toString('base64')}`, across: width });
  await page.close();
  const data = Buffer.from(seen.pixels.slice(seen.pixels.indexOf(',') + 1), 'base64');
  return decodeQr({ width: seen.width, height: seen.height, data }, { format: 'RGBA', timeLimit });
}

/** Runs in the browser: every pixel of the picture, with black around it. */
async function draw({ url, across }: { url: string; across: number | undefined }) {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const wide = across ?? picture.naturalWidth;
  const high = Math.round((wide * picture.naturalHeight) / picture.naturalWidth);
  const around = Math.ceil(wide / 20);
  const [width, height] = [wide + 2 * around, high + 2 * around];
  const pen = new OffscreenCanvas(width, height).getContext('2d')!;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, around, around, wide, high);
  const reader = new FileReader();
  const read = new Promise((resolve) => reader.addEventListener('load', resolve));
  reader.readAsDataURL(new Blob([pen.getImageData(0, 0, width, height).data]));
  await read;
  return { width, height, pixels: String(reader.result) };
}
