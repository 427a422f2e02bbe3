import type { ComponentChildren } from 'preact';
import { readMoney } from '../words/read-money.ts';
import { words } from '../words/words.ts';
import { Field } from './field.tsx';

const say = words({ wrong: ['请填写金额，例如 12.50', 'An amount such as 12.50'] });

interface MoneyProps {
  label: string;
  hint?: ComponentChildren;
  currency: string;
  value: string;
  onText: (text: string) => void;
  optional?: boolean;
  wrong?: string | undefined;
}

/** A labelled amount, typed as people write it; `readMoney` makes minor units of it. */
export function MoneyField({ label, hint, currency, value, onText, optional = false, wrong }: MoneyProps) {
  const unread = value.trim() !== '' && readMoney(value, currency) === undefined;
  return (
    <Field
      label={`${label} (${currency})`}
      hint={hint}
      wrong={unread ? say.wrong : wrong}
      value={value}
      onText={onText}
      input={{ inputMode: 'decimal', autoComplete: 'off', required: !optional, maxLength: 20 }}
    />
  );
}
