import type { ErrorCode } from '@kameng/contract/error';
import sharp from 'sharp';
import { ApiError } from '../api-error.ts';

/** Largest picture that is read at all: more pixels than a phone takes are made to exhaust whoever reads them. */
const pixelsMax = 25_000_000;

/** What a picture is kept as: pieces of evidence small, documents so that small print stays legible in any viewer. */
const kept = {
  evidence: { refusal: 'evidence_refused', sideMax: 2000, formats: ['jpeg', 'png', 'webp'] },
  document: { refusal: 'document_refused', sideMax: 3000, formats: ['jpeg', 'png'] },
} as const satisfies Record<string, { refusal: ErrorCode; sideMax: number; formats: readonly string[] }>;

/**
 * Reads a picture and writes it anew, evidence as WebP and a document as JPEG: what was not picture in the file (place, device, a
 * script, a second file) is gone. The format is what the file itself says, whatever its sender called it. Throws `evidence_refused`
 * or `document_refused`.
 */
export async function cleanImage(bytes: Buffer, as: keyof typeof kept): Promise<Buffer> {
  const { refusal, sideMax, formats } = kept[as];
  try {
    const picture = sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 });
    const { format } = await picture.metadata();
    if (!formats.some((each) => each === format)) throw new ApiError(refusal);
    const drawn = picture.rotate().resize({ width: sideMax, height: sideMax, fit: 'inside', withoutEnlargement: true });
    const written =
      as === 'evidence' ? drawn.webp({ quality: 80 }) : drawn.flatten({ background: '#fff' }).jpeg({ quality: 85 });
    return await written.toBuffer();
  } catch (cause) {
    throw new ApiError(refusal, { cause, detail: 'It is no picture that can be read, or has too many pixels.' });
  }
}
