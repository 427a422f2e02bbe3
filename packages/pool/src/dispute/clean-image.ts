import sharp from 'sharp';
import { ApiError } from '../api-error.ts';

/** Largest picture that is read at all: more pixels than a phone takes are made to exhaust whoever reads them. */
const pixelsMax = 25_000_000;
/** Longest side of what is kept, in pixels. */
const sideMax = 2000;

/** Formats a picture may have come in, as the file itself says, whatever its sender called it. */
const formats = ['jpeg', 'png', 'webp'];

/**
 * Reads a picture and writes it anew as WebP: what was not picture in the file (place, device, a script, a second file) is gone.
 * Throws `evidence_refused`.
 */
export async function cleanImage(bytes: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 });
    const { format } = await picture.metadata();
    if (!formats.includes(format)) throw new ApiError('evidence_refused');
    return await picture
      .rotate()
      .resize({ width: sideMax, height: sideMax, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch (cause) {
    throw new ApiError('evidence_refused', { cause });
  }
}
