import type { Upload } from '@kameng/contract/desk/upload';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { showNumber } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { faultWords, type RowFault } from './upload-words.ts';

const say = words({
  total: ['行数', 'Rows'],
  good: ['可入库', 'Good'],
  taken: ['已入库', 'Taken'],
  bad: ['格式有误', 'Cannot be read'],
  twice: ['文件内重复', 'Twice in the file'],
  known: ['货源池中已存在', 'In the pool already'],
  report: ['未收录的行', 'Rows that are not taken'],
  line: ['行号', 'Line'],
  reason: ['原因', 'Why'],
});

/** What a check or an import found: counts, and every row that is not taken, to be saved as CSV. */
export function RowReport({ upload }: { upload: Upload }) {
  const { rows, status, id } = upload;
  if (!rows) return null;
  const refused = rows.bad + rows.duplicate_in_file + rows.duplicate_in_pool;
  return (
    <>
      <Tiles
        figures={[
          { name: say.total, value: showNumber(rows.total) },
          { name: status === 'checked' ? say.good : say.taken, value: showNumber(rows.accepted) },
          { name: say.bad, value: showNumber(rows.bad), attention: rows.bad > 0 },
          { name: say.twice, value: showNumber(rows.duplicate_in_file), attention: rows.duplicate_in_file > 0 },
          { name: say.known, value: showNumber(rows.duplicate_in_pool), attention: rows.duplicate_in_pool > 0 },
        ]}
      />
      {refused > 0 && (
        <section class="stack tight">
          <h3>{say.report}</h3>
          <DataTable<{ line: number; reason: RowFault }>
            name={say.report}
            order="line"
            keys={[id, status]}
            keyOf={({ line }) => String(line)}
            load={(cursor, signal) =>
              call('listRowFaults', { id, query: { limit: 100, ...(cursor && { cursor }) }, signal })
            }
            columns={[
              { head: say.line, cell: ({ line }) => showNumber(line), text: ({ line }) => line },
              { head: say.reason, cell: ({ reason }) => faultWords[reason], text: ({ reason }) => faultWords[reason] },
            ]}
            empty={null}
          />
        </section>
      )}
    </>
  );
}
