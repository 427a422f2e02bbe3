import type { SupplierOffer } from '@kameng/contract/desk/offer';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { loadOffers } from '../offer/load-offers.ts';
import { Failure } from '../parts/failure.tsx';
import { Choice } from '../parts/field.tsx';
import { FileDrop } from '../parts/file-drop.tsx';
import { Progress } from '../parts/progress.tsx';
import { useLoad } from '../parts/use-load.ts';
import { hrefOf, query, setQuery } from '../shell/route.ts';
import { words } from '../words/words.ts';
import { isWorkbook } from '../workbook/csv-file.ts';
import { OpenWorkbook } from './open-workbook.tsx';
import { sendFile } from './send-file.ts';

/** Largest file that the pool takes; contract/desk/upload.ts says so. */
const bytesMax = 128 * 1024 * 1024;

const say = words({
  title: ['上传卡密文件', 'Send a file of codes'],
  offer: ['为哪个供货', 'For which offer'],
  drop: ['把文件拖到这里，或点击选择', 'Drop the file here, or choose it'],
  hint: [
    'CSV、TSV、TXT（UTF-8 或 GB18030）或 .xlsx 工作簿，最大 128 MB，100 万行。先检查，不会直接入库。',
    'CSV, TSV or TXT in UTF-8 or GB18030, or an .xlsx workbook, up to 128 MB and a million rows. It is checked first; nothing is taken yet.',
  ],
  large: ['文件超过 128 MB，请分成几个文件。', 'The file is larger than 128 MB. Cut it into several.'],
  empty: ['文件是空的。', 'The file is empty.'],
  kind: ['只接受 .csv、.tsv、.txt、.xlsx 文件。', 'Only .csv, .tsv, .txt and .xlsx files are taken.'],
  workbook: [
    '工作簿只读取 .xlsx。请打开它，另存为 .xlsx 或 CSV UTF-8，再上传保存好的文件。',
    'Of workbooks only .xlsx is read. Open it, save it as .xlsx or CSV UTF-8, and send that file.',
  ],
  sending: ['正在发送', 'Sending'],
  none: ['先设置一个供货，再上传卡密。', 'Make an offer first; then send its codes.'],
  toOffers: ['查看供货', 'To the offers'],
});

/** Chooses an offer and a file, and sends it; then the steps of the upload follow. */
export function StartUpload() {
  const { data: offers, error, reload } = useLoad(loadOffers);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!offers) return <div class="bone" data-size="row" aria-busy="true" />;
  if (offers.length === 0)
    return (
      <section class="card stack">
        <p>{say.none}</p>
        <p>
          <a class="button" href={hrefOf('supplier/offers')}>
            {say.toOffers}
          </a>
        </p>
      </section>
    );
  return <Start offers={offers} />;
}

function Start({ offers }: { offers: readonly SupplierOffer[] }) {
  const offer = useSignal(offers.find(({ id }) => id === query.value['offer'])?.id ?? offers[0]!.id);
  const wrong = useSignal<string | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const progress = useSignal<{ done: number; total: number } | undefined>(undefined);
  const workbook = useSignal<File | undefined>(undefined);
  const choose = (file: File) => {
    wrong.value = whatIsWrong(file);
    if (wrong.value === undefined && isWorkbook(file)) workbook.value = file;
    else void send(file);
  };
  const send = async (file: File) => {
    workbook.value = undefined;
    error.value = undefined;
    wrong.value = whatIsWrong(file);
    if (wrong.value || progress.value) return;
    progress.value = { done: 0, total: file.size };
    try {
      const body = { offer_id: offer.value, file_name: file.name, bytes: file.size };
      const begun = await call('createUpload', { body });
      // Kept in the address at once: a reload goes on with this one.
      setQuery({ sending: begun.id });
      await sendFile(begun, file, ({ received_bytes }) => {
        progress.value = { done: received_bytes, total: file.size };
      });
      setQuery({ upload: begun.id, sending: '', offer: '' });
    } catch (failed) {
      error.value = failed;
    } finally {
      progress.value = undefined;
    }
  };
  return (
    <section class="card stack">
      <h2>{say.title}</h2>
      <Choice
        label={say.offer}
        value={offer.value}
        choices={offers.map(({ id, product }) => [id, product.name] as const)}
        onChoice={(id) => (offer.value = id)}
      />
      {progress.value ? (
        <Progress name={say.sending} {...progress.value} />
      ) : workbook.value ? (
        <OpenWorkbook
          file={workbook.value}
          onRead={(file) => void send(file)}
          onOther={() => (workbook.value = undefined)}
        />
      ) : (
        <FileDrop
          label={say.drop}
          hint={say.hint}
          accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain"
          onFiles={([file]) => file && choose(file)}
        />
      )}
      {wrong.value && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      {error.value !== undefined && <Failure error={error.value} />}
    </section>
  );
}

/** What can be seen without sending anything. */
function whatIsWrong({ name, size }: File): string | undefined {
  if (/\.(xls|xlsm|xlsb|ods|numbers)$/i.test(name)) return say.workbook;
  if (!/\.(csv|tsv|txt|xlsx)$/i.test(name)) return say.kind;
  if (size === 0) return say.empty;
  return size > bytesMax ? say.large : undefined;
}
