import type { Upload } from '@kameng/contract/desk/upload';
import { useEffect } from 'preact/hooks';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { may } from '../shell/me.ts';
import { query, setQuery } from '../shell/route.ts';
import { StartUpload } from '../upload/start-upload.tsx';
import { UploadSteps } from '../upload/upload-steps.tsx';
import { uploadTones, uploadWords } from '../upload/upload-words.ts';
import { showNumber } from '../words/show-figures.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['上传卡密', 'Upload codes'],
  lead: ['先检查再入库；中断后可以继续。', 'A file is checked before anything is taken, and goes on where it stopped.'],
  file: ['文件', 'File'],
  status: ['状态', 'State'],
  accepted: ['入库', 'Taken'],
  when: ['时间', 'When'],
  none: ['还没有上传过', 'Nothing uploaded yet'],
  open: ['打开', 'Open'],
  find: ['搜索文件名或商品', 'Find a file or product'],
});

/** Files of codes: send one, map it, check it, take it. */
export function UploadsPage() {
  const { upload, sending } = query.value;
  useEffect(() => {
    // Somebody who comes back in the middle of sending goes on with that file.
    if (sending) setQuery({ upload: sending, sending: '' });
  }, []);
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      {upload ? <UploadSteps key={upload} id={upload} /> : <Uploads sending={sending} />}
    </>
  );
}

function Uploads({ sending }: { sending: string | undefined }) {
  const [q, status] = [searched(), chosenStatus(uploadWords)];
  return (
    <>
      {may('stock:write') && <StartUpload />}
      <DataTable<Upload>
        name={say.title}
        keys={[sending]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listUploads', {
            query: { limit: 50, ...(cursor && { cursor }), ...(q && { q }), ...(status && { status }) },
            signal,
          })
        }
        narrows={['q', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={uploadWords} />
          </>
        }
        columns={[
          {
            head: say.file,
            cell: ({ file_name }) => <span class="strong">{file_name}</span>,
            text: ({ file_name }) => file_name,
          },
          {
            head: say.status,
            cell: ({ status }) => <Badge tone={uploadTones[status]}>{uploadWords[status]}</Badge>,
            text: ({ status }) => uploadWords[status],
          },
          {
            head: say.accepted,
            end: true,
            wide: true,
            cell: ({ rows, status }) => (status === 'done' ? showNumber(rows?.accepted ?? 0) : ''),
            text: ({ rows, status }) => (status === 'done' ? (rows?.accepted ?? 0) : ''),
          },
          {
            head: say.when,
            wide: true,
            cell: ({ created_at }) => <Time at={created_at} />,
            text: ({ created_at }) => created_at,
          },
          {
            head: '',
            end: true,
            cell: ({ id }) => (
              <button type="button" class="small" onClick={() => setQuery({ upload: id, sending: '' })}>
                {say.open}
              </button>
            ),
          },
        ]}
        empty={<Empty icon="upload" title={say.none} />}
      />
    </>
  );
}
