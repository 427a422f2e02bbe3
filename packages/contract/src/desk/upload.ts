import { z } from 'zod';
import { idSchema } from '../id.ts';
import { cursor, page, pageLimit, searchWords, timestamp } from '../page.ts';
import { offerId } from '../product.ts';
import { codeFieldName } from './supplier.ts';

/** Largest file, part of a file, and number of rows. */
export const uploadBytesMax = 128 * 1024 * 1024;
export const partBytesMax = 1024 * 1024;
export const uploadRowsMax = 1_000_000;

export const uploadBody = z
  .object({
    offer_id: offerId,
    file_name: z.string().trim().min(1).max(255).meta({ description: 'Ends in .csv, .tsv or .txt' }),
    bytes: z.int().min(1).max(uploadBytesMax).meta({ description: 'How large the whole file is' }),
  })
  .strict()
  .meta({
    id: 'new_upload',
    example: { offer_id: 'ofr_01k9zr2c4ve8qtxw3h5n7p6s0d', file_name: 'codes.csv', bytes: 2_400_000 },
  });

export const partBody = z
  .object({
    offset: z.int().min(0).meta({ description: 'Where in the file the part begins: received_bytes of the upload' }),
    data: z
      .base64()
      .min(4)
      .max(Math.ceil(partBytesMax / 3) * 4)
      .meta({ description: 'At most 1 MiB of the file, in base64' }),
  })
  .strict()
  .meta({ id: 'upload_part', example: { offset: 0, data: 'QUJDRC0xMjM0LUVGR0gK' } });

export const uploadStatuses = [
  'receiving',
  'received',
  'checking',
  'checked',
  'importing',
  'done',
  'aborted',
  'failed',
] as const;
export const uploadStatus = z.enum(uploadStatuses).meta({ id: 'upload_status' });
export type UploadStatus = z.infer<typeof uploadStatus>;

export const uploadFormat = z
  .object({
    encoding: z.enum(['utf-8', 'gb18030']),
    delimiter: z.string().max(8).meta({ description: 'Between columns; empty when the whole line is the code' }),
    quoted: z.boolean().meta({ description: 'Columns may be in double quotes, as in CSV' }),
    header: z.boolean().meta({ description: 'The first line names the columns' }),
    columns: z
      .array(codeFieldName.nullable())
      .min(1)
      .max(32)
      .meta({ description: 'The field in each column; null for a column that is not kept' }),
  })
  .strict()
  .meta({
    id: 'upload_format',
    example: { encoding: 'utf-8', delimiter: ',', quoted: true, header: true, columns: ['serial', 'pin', null] },
  });
export type UploadFormat = z.infer<typeof uploadFormat>;

const count = z.int().min(0);
export const upload = z
  .object({
    id: idSchema('upload'),
    offer_id: offerId,
    file_name: z.string(),
    status: uploadStatus,
    bytes: count,
    received_bytes: count.meta({ description: 'Go on sending from here' }),
    format: uploadFormat.nullable(),
    rows: z
      .object({
        total: count,
        done: count,
        accepted: count.meta({ description: 'While it is checked: what would be accepted' }),
        bad: count,
        duplicate_in_file: count,
        duplicate_in_pool: count,
      })
      .nullable()
      .meta({ description: 'Of the check, then of the import' }),
    message: z.string().nullable().meta({ description: 'Why it failed' }),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'upload' });
export type Upload = z.infer<typeof upload>;
export const uploadPage = page(upload).meta({ id: 'upload_page' });
export const uploadQuery = z.object({
  offer_id: offerId.optional(),
  status: uploadStatus.optional(),
  q: searchWords.meta({
    description: 'Words that all occur in the name of the file, or of the product and its brand, in any order and case',
  }),
  limit: pageLimit,
  cursor: cursor.optional(),
});
export const uploadParams = z.object({ id: idSchema('upload') });

export const uploadPreview = z
  .object({
    format: uploadFormat.meta({ description: 'How the file looks to be written; check it with this or another one' }),
    columns: z.array(z.string().nullable()).meta({ description: 'What the header calls each column' }),
    rows: z
      .array(z.array(z.string()))
      .max(20)
      .meta({ description: 'The first rows, masked: enough to recognise the columns by' }),
    fields: z.array(codeFieldName).meta({ description: 'What a code of this product needs' }),
  })
  .meta({ id: 'upload_preview' });
export type UploadPreview = z.infer<typeof uploadPreview>;

export const checkUploadBody = z.object({ format: uploadFormat }).strict().meta({ id: 'check_upload' });

export const rowFaults = [
  'not_text',
  'too_long',
  'wrong_columns',
  'missing_field',
  'bad_field',
  'formula',
  'bad_expiry',
  'expired',
  'duplicate_in_file',
  'duplicate_in_pool',
] as const;
export const rowFault = z
  .object({ line: z.int().min(1), reason: z.enum(rowFaults) })
  .meta({ id: 'row_fault', description: 'A line that is not taken, and why; the code is not repeated' });
export const rowFaultPage = page(rowFault).meta({ id: 'row_fault_page' });
export const rowFaultQuery = z.object({ limit: pageLimit, cursor: cursor.optional() });
