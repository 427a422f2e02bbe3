import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { words } from '../words/words.ts';
import { Choice } from './field.tsx';
import { Form } from './form.tsx';
import { WordsField } from './words-field.tsx';

const say = words({
  decision: ['决定', 'Decision'],
  message: ['写给对方的话', 'What they read'],
  hint: ['说明缺什么，或为什么不行。', 'What is missing, or why not.'],
  send: ['提交决定', 'Decide'],
});

interface DecideProps<Decision extends string> {
  choices: readonly (readonly [decision: Decision, name: string])[];
  /** Decisions that need no words. */
  silent: readonly Decision[];
  onDecide: (decision: Decision, message: string | undefined) => Promise<unknown>;
  /** What else belongs to a decision. */
  more?: (decision: Decision) => ComponentChildren;
}

/** One of a few decisions, with what the other side reads. */
export function DecideForm<Decision extends string>({ choices, silent, onDecide, more }: DecideProps<Decision>) {
  const decision = useSignal(choices[0]![0]);
  const text = useSignal('');
  const said = text.value.trim();
  const quiet = silent.includes(decision.value);
  return (
    <Form
      send={say.send}
      disabled={!quiet && said === ''}
      onSend={() => onDecide(decision.value, quiet || said === '' ? undefined : said)}
    >
      <Choice
        label={say.decision}
        value={decision.value}
        choices={choices}
        onChoice={(each) => (decision.value = each)}
      />
      {more?.(decision.value)}
      {!quiet && (
        <WordsField
          required
          label={say.message}
          hint={say.hint}
          value={text.value}
          onText={(typed) => (text.value = typed)}
        />
      )}
    </Form>
  );
}
