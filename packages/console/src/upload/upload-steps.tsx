import type { Upload } from '@kameng/contract/desk/upload';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { Progress } from '../parts/progress.tsx';
import { toast } from '../parts/toast.tsx';
import { usePoll } from '../parts/use-poll.ts';
import { may } from '../shell/me.ts';
import { setQuery } from '../shell/route.ts';
import { showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';
import { ChooseFormat } from './choose-format.tsx';
import { ResumeUpload } from './resume-upload.tsx';
import { RowReport } from './row-report.tsx';
import { uploadTones, uploadWords } from './upload-words.ts';

const say = words({
  checking: ['正在检查，还没有收录任何卡密', 'Checking; nothing is taken yet'],
  importing: ['正在入库，收录的卡密立即开售', 'Taking codes; each is for sale at once'],
  commit: ['入库 {n} 张', 'Take {n} codes'],
  nothing: ['没有可入库的卡密。', 'There is no code in it that can be taken.'],
  remap: ['换一种格式', 'Read it another way'],
  abort: ['取消上传', 'Stop this upload'],
  abortWhy: [
    '文件会被删除；已经入库的卡密继续销售。',
    'The file is forgotten. Codes that were taken already stay for sale.',
  ],
  aborted: ['已取消', 'It is stopped'],
  done: ['完成：{n} 张已上架。', 'Done: {n} codes are for sale.'],
  back: ['全部上传', 'All uploads'],
  leave: ['可以离开这个页面，处理会继续。', 'You may leave this page; it goes on.'],
});
const running: readonly Upload['status'][] = ['checking', 'importing'];
const open: readonly Upload['status'][] = ['receiving', 'received', 'checking', 'checked', 'importing'];

/** One upload, at whichever step it is; a reload comes back to it. */
export function UploadSteps({ id }: { id: string }) {
  const remapping = useSignal(false);
  const aborting = useSignal(false);
  const loaded = usePoll(
    (signal) => call('getUpload', { id, signal }),
    ({ status }) => running.includes(status),
    [id],
  );
  const { data: upload, error, reload } = loaded;
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!upload) return <div class="bone" data-size="row" aria-busy="true" />;
  const again = () => {
    remapping.value = false;
    reload();
  };
  const { status } = upload;
  const mapping = status === 'received' || (status === 'checked' && remapping.value);
  const writes = may('stock:write');
  return (
    <section class="card stack">
      <div class="card-head">
        <p class="strong clip">{upload.file_name}</p>
        <Badge tone={uploadTones[status]}>{uploadWords[status]}</Badge>
      </div>
      {status === 'receiving' && writes && <ResumeUpload upload={upload} onSent={reload} />}
      {mapping && writes && <ChooseFormat id={id} onChecked={again} />}
      {running.includes(status) && <Running upload={upload} />}
      {status === 'checked' && !mapping && (
        <Checked upload={upload} onCommitted={reload} onRemap={() => (remapping.value = true)} />
      )}
      {(status === 'done' || status === 'failed') && <Ended upload={upload} />}
      <div class="actions">
        <button type="button" onClick={() => setQuery({ upload: '' })}>
          <Icon name="left" />
          {say.back}
        </button>
        {writes && open.includes(status) && (
          <button type="button" class="danger" onClick={() => (aborting.value = true)}>
            {say.abort}
          </button>
        )}
      </div>
      {aborting.value && (
        <Confirm
          title={say.abort}
          send={say.abort}
          onClose={() => (aborting.value = false)}
          onSend={async () => {
            await call('abortUpload', { id });
            toast(say.aborted);
            reload();
          }}
        >
          <p>{say.abortWhy}</p>
        </Confirm>
      )}
    </section>
  );
}

interface CheckedProps {
  upload: Upload;
  onCommitted: () => void;
  onRemap: () => void;
}

/** What was found; nothing is taken before somebody says so. */
function Checked({ upload, onCommitted, onRemap }: CheckedProps) {
  const accepted = upload.rows?.accepted ?? 0;
  const commit = async () => {
    await call('commitUpload', { id: upload.id });
    onCommitted();
  };
  return (
    <>
      <RowReport upload={upload} />
      {accepted === 0 && <p class="wrong">{say.nothing}</p>}
      {may('stock:write') && (
        <div class="actions">
          <ActButton tone="primary" disabled={accepted === 0} act={commit}>
            {fill(say.commit, { n: showNumber(accepted) })}
          </ActButton>
          <button type="button" onClick={onRemap}>
            {say.remap}
          </button>
        </div>
      )}
    </>
  );
}

function Running({ upload: { status, rows } }: { upload: Upload }) {
  return (
    <>
      <Progress
        name={status === 'checking' ? say.checking : say.importing}
        done={rows?.done ?? 0}
        total={rows?.total ?? 0}
      />
      <p class="muted">{say.leave}</p>
    </>
  );
}

function Ended({ upload }: { upload: Upload }) {
  return (
    <>
      {upload.status === 'done' ? (
        <p class="strong">{fill(say.done, { n: showNumber(upload.rows?.accepted ?? 0) })}</p>
      ) : (
        <p class="wrong">{upload.message}</p>
      )}
      <RowReport upload={upload} />
    </>
  );
}
