import type { Rule } from '@kameng/contract/desk/rule';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ReasonForm } from '../parts/reason-form.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { may } from '../shell/me.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { RuleForm } from './rule-form.tsx';
import { listRates, ruleWords } from './rule-words.ts';

const say = words({
  title: ['费率与限额', 'Rates and limits'],
  what: ['规则', 'Rule'],
  lead: [
    '先用最近的订单试算，再从某个时刻起生效；已打开的结账不变。',
    'Tried on the newest orders first, then published from a moment on. Open checkouts keep what they were quoted.',
  ],
  add: ['新版本…', 'New version…'],
  now: ['当前生效', 'In force now'],
  nothing: ['没有限制', 'No limits'],
  from: ['生效时间', 'From'],
  rates: ['费率', 'Rates'],
  state: ['状态', 'State'],
  why: ['原因', 'Why'],
  by: ['发布人', 'By'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawn: ['已撤回', 'It is withdrawn'],
  none: ['还没有发布过版本', 'No version was published yet'],
});
const states = words<Rule['status']>({
  scheduled: ['待生效', 'Scheduled'],
  live: ['生效中', 'Live'],
  replaced: ['已被取代', 'Replaced'],
  withdrawn: ['已撤回', 'Withdrawn'],
});
const tones: Record<Rule['status'], Tone> = {
  scheduled: 'attention',
  live: 'good',
  replaced: 'plain',
  withdrawn: 'plain',
};

/** The versions of fees, of what levels are and earn, and of the limits of payouts. */
export function RulesPage() {
  const turn = useSignal(0);
  const adding = useSignal(false);
  const kind = chosenStatus(ruleWords) ?? 'fees';
  const currencies = useSignal<Readonly<Record<string, string>>>({});
  const current = useSignal<Pick<Rule, 'kind' | 'rates'> | undefined>(undefined);
  const rates = (rule: Pick<Rule, 'kind' | 'rates'>) => listRates(rule, currencies.value);
  const load = async (cursor: string | undefined, signal: AbortSignal) => {
    const page = await call('listRules', { query: { kind, limit: 50, ...(cursor && { cursor }) }, signal });
    currencies.value = page.currencies;
    current.value = { kind, rates: page.current };
    return page;
  };
  const again = () => (turn.value += 1);
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {may('rules:write') && (
          <button type="button" class="primary" onClick={() => (adding.value = true)}>
            {say.add}
          </button>
        )}
      </PageHead>
      {current.value?.kind === kind && <Facts rows={[[say.now, rates(current.value) || say.nothing]]} />}
      <DataTable<Rule>
        name={say.title}
        keys={[kind, turn.value]}
        keyOf={({ id }) => id}
        load={load}
        filters={<StatusFilter all={ruleWords} first="fees" label={say.what} />}
        columns={columns(rates)}
        empty={<Empty icon="scales" title={say.none} />}
        detail={(rule, close) => ({
          title: ruleWords[rule.kind],
          body: (
            <RuleDetail
              rule={rule}
              currencies={currencies.value}
              onDone={() => {
                again();
                close();
              }}
            />
          ),
        })}
      />
      {adding.value && (
        <Dialog title={ruleWords[kind]} onClose={() => (adding.value = false)}>
          <RuleForm
            kind={kind}
            onDone={() => {
              adding.value = false;
              again();
            }}
          />
        </Dialog>
      )}
    </>
  );
}

const columns = (rates: (rule: Rule) => string): Column<Rule>[] => [
  { head: say.from, cell: ({ live_from }) => <Time at={live_from} />, text: ({ live_from }) => live_from },
  {
    head: say.state,
    cell: ({ status }) => <Badge tone={tones[status]}>{states[status]}</Badge>,
    text: ({ status }) => states[status],
  },
  { head: say.rates, wide: true, cell: rates, text: rates },
  {
    head: say.by,
    wide: true,
    cell: ({ published_by }) => published_by,
    text: ({ published_by }) => published_by,
  },
];

interface DetailProps {
  rule: Rule;
  currencies: Readonly<Record<string, string>>;
  onDone: () => void;
}

function RuleDetail({ rule, currencies, onDone }: DetailProps) {
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.state, <Badge tone={tones[rule.status]}>{states[rule.status]}</Badge>],
          [say.from, showTime(rule.live_from)],
          [say.rates, listRates(rule, currencies)],
          [say.why, rule.reason],
          [say.by, `${rule.published_by} · ${showTime(rule.created_at)}`],
        ]}
      />
      {rule.status === 'scheduled' && may('rules:write') && (
        <ReasonForm
          send={say.withdraw}
          tone="danger"
          label={say.why}
          done={say.withdrawn}
          act={(reason) => call('withdrawRule', { id: rule.id, body: { reason } })}
          onDone={onDone}
        />
      )}
    </div>
  );
}
