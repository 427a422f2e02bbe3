import sharp from 'sharp';
import { favicon } from '../pages/favicon.ts';

/** As large as those who show cards for links ask for. */
export const cardSize = { width: 1200, height: 630 } as const;
const markSize = 320;
const ground = '#f3f6f4';

let drawn: Promise<Buffer> | undefined;

/** The pool's mark as a PNG, for cards of links to goods whose pictures are SVG, which no such card shows; drawn once a process. */
export function drawCard(): Promise<Buffer> {
  return (drawn ??= draw());
}

async function draw(): Promise<Buffer> {
  const mark = await sharp(Buffer.from(favicon), { density: 72 * 12 })
    .resize(markSize, markSize)
    .png()
    .toBuffer();
  return sharp({ create: { ...cardSize, channels: 3, background: ground } })
    .composite([{ input: mark }])
    .png()
    .toBuffer();
}
