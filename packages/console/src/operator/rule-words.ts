import type { LevelKind, Rule, RuleKind } from '@kameng/contract/desk/rule';
import { readMoney, writeMoney } from '../words/read-money.ts';
import { readPercent, writePercent } from '../words/read-percent.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';

const say = words({
  all: ['其他类目', 'All other categories'],
  level: ['等级', 'Level'],
});

export const ruleWords = words<RuleKind>({
  fees: ['类目费率', 'Fees by category'],
  discounts: ['类目折扣', 'Discounts by category'],
  commissions: ['等级佣金', 'Commissions by level'],
  children: ['下级成交佣金', 'Of sales by whom one brought in'],
  grandchildren: ['下级的下级成交佣金', 'Of sales one step further down'],
  thresholds: ['升级门槛', 'Sales that a level takes'],
  payout_minimum: ['最低提现额', 'Least that is paid out'],
  payout_daily: ['代理每日免审批额', 'Paid to agents without approval in a day'],
});

const ofLevels: Record<LevelKind, true> = { commissions: true, children: true, grandchildren: true, thresholds: true };

/** Whether a kind is about what agents' levels are and earn. */
export function isOfLevels(kind: RuleKind): kind is LevelKind {
  return kind in ofLevels;
}

/** How the values of one kind are named, typed and shown: percentages, or amounts in the currency of each. */
export interface RuleUnit {
  label: (name: string) => string;
  read: (name: string, text: string) => number | undefined;
  write: (name: string, value: number) => string;
  show: (name: string, value: number) => string;
}

/** The unit of a kind; `currencies` are those of levels. */
export function unitOf(kind: RuleKind, currencies: Readonly<Record<string, string>>): RuleUnit {
  const title = (name: string) => (name === '*' ? say.all : isOfLevels(kind) ? `${say.level} ${name}` : name);
  if (kind === 'thresholds' || kind === 'payout_minimum' || kind === 'payout_daily') {
    const currencyOf = (name: string) => currencies[name] ?? name;
    return {
      label: (name) => (isOfLevels(kind) ? `${title(name)} (${currencyOf(name)})` : name),
      read: (name, text) => readMoney(text, currencyOf(name)),
      write: (name, value) => writeMoney(value, currencyOf(name)),
      show: (name, value) =>
        `${isOfLevels(kind) ? `${name}: ` : ''}${showMoney({ amount_minor: value, currency: currencyOf(name) })}`,
    };
  }
  return {
    label: (name) => `${title(name)} (%)`,
    read: (_name, text) => {
      const bps = readPercent(text);
      return bps !== undefined && bps <= 5000 ? bps : undefined;
    },
    write: (_name, value) => writePercent(value),
    show: (name, value) => `${title(name)} ${writePercent(value)}%`,
  };
}

/** All values of a version, in one line. */
export function listRates(
  { kind, rates }: Pick<Rule, 'kind' | 'rates'>,
  currencies: Readonly<Record<string, string>>,
): string {
  const { show } = unitOf(kind, currencies);
  return Object.entries(rates)
    .map(([name, value]) => show(name, value))
    .join(' · ');
}
