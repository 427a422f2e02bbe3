import type { UploadFormat, UploadPreview } from '@kameng/contract/desk/upload';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { fieldWords } from '../goods/goods-words.ts';
import { Failure } from '../parts/failure.tsx';
import { Choice } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { useLoad } from '../parts/use-load.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['确认格式', 'Is it read right?'],
  lead: [
    '这是我们对文件的理解；内容已遮盖。请核对每一列。',
    'This is how the file looks to us, with its content masked. See that each column is what it is.',
  ],
  encoding: ['编码', 'Encoding'],
  delimiter: ['分隔符', 'Between columns'],
  header: ['第一行', 'First line'],
  names: ['是列名', 'names the columns'],
  data: ['是卡密', 'is a code'],
  column: ['第 {n} 列', 'Column {n}'],
  skip: ['不保留', 'not kept'],
  missing: ['还缺：{fields}', 'Still missing: {fields}'],
  check: ['检查整个文件', 'Check the whole file'],
  whole: ['整行是一张卡密', 'none: the line is the code'],
  tab: ['制表符', 'tab'],
});
const delimiters = ['', ',', '\t', ';', '|', '----'] as const;
type Field = UploadPreview['fields'][number];

/** Shows how the file looks to be written, lets the columns be named, and has all of it checked. */
export function ChooseFormat({ id, onChecked }: { id: string; onChecked: () => void }) {
  const { data, error, reload } = useLoad((signal) => call('previewUpload', { id, signal }), [id]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  return <Mapping id={id} preview={data} onChecked={onChecked} />;
}

function Mapping({ id, preview, onChecked }: { id: string; preview: UploadPreview; onChecked: () => void }) {
  const format = useSignal<UploadFormat>(preview.format);
  const { columns } = format.value;
  const set = (change: Partial<UploadFormat>) => (format.value = { ...format.value, ...change });
  const cut = (to: string) =>
    set(
      to === preview.format.delimiter
        ? { delimiter: to, columns: preview.format.columns, quoted: preview.format.quoted }
        : // How another cut divides the lines is not known here; a column for each field is where one begins.
          { delimiter: to, columns: to === '' ? preview.fields.slice(0, 1) : [...preview.fields], quoted: to === ',' },
    );
  const missing = preview.fields.filter((field) => !columns.includes(field));
  const check = async () => {
    await call('checkUpload', { id, body: { format: format.value } });
    onChecked();
  };
  const choices: [string, string][] = [
    ['', say.skip],
    ...preview.fields.map((field): [string, string] => [field, fieldWords[field]]),
  ];
  const name = (at: number) => preview.columns[at] ?? fill(say.column, { n: at + 1 });
  return (
    <>
      <h2>{say.title}</h2>
      <p class="muted">{say.lead}</p>
      <Form send={say.check} onSend={check} disabled={missing.length > 0}>
        <Writing format={format.value} onChange={set} onCut={cut} />
        <div class="columns">
          {columns.map((field, at) => (
            <Choice
              key={at}
              label={name(at)}
              value={field ?? ''}
              choices={choices}
              onChoice={(each) =>
                set({ columns: columns.map((old, place) => (place === at ? ((each || null) as Field | null) : old)) })
              }
            />
          ))}
        </div>
        <Sample rows={preview.rows} columns={columns} name={name} />
        {missing.length > 0 && (
          <p class="wrong" role="alert">
            {fill(say.missing, { fields: missing.map((field) => fieldWords[field]).join(', ') })}
          </p>
        )}
      </Form>
    </>
  );
}

interface WritingProps {
  format: UploadFormat;
  onChange: (change: Partial<UploadFormat>) => void;
  onCut: (delimiter: string) => void;
}

/** How the file is written. */
function Writing({ format: { encoding, delimiter, header }, onChange, onCut }: WritingProps) {
  return (
    <div class="columns">
      <Choice
        label={say.encoding}
        value={encoding}
        choices={[
          ['utf-8', 'UTF-8'],
          ['gb18030', 'GB18030'],
        ]}
        onChoice={(each) => onChange({ encoding: each })}
      />
      <Choice
        label={say.delimiter}
        value={delimiter}
        choices={[...new Set([...delimiters, delimiter])].map((each) => [each, nameDelimiter(each)] as const)}
        onChoice={onCut}
      />
      <Choice
        label={say.header}
        value={header ? 'names' : 'data'}
        choices={[
          ['names', say.names],
          ['data', say.data],
        ]}
        onChoice={(each) => onChange({ header: each === 'names' })}
      />
    </div>
  );
}

/** The first rows, masked, under the fields their columns are. */
function Sample({
  rows,
  columns,
  name,
}: Pick<UploadPreview, 'rows'> & { columns: UploadFormat['columns']; name: (at: number) => string }) {
  return (
    <div class="table-box" role="region" aria-label={say.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((field, at) => (
              <th key={at} scope="col">
                {name(at)} → {field ? fieldWords[field] : say.skip}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 5).map((row, at) => (
            <tr key={at}>
              {columns.map((_field, place) => (
                <td key={place}>
                  <code>{row[place] ?? ''}</code>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameDelimiter(delimiter: string): string {
  return delimiter === '' ? say.whole : delimiter === '\t' ? say.tab : delimiter;
}
