import { useSignal } from '@preact/signals';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import { toast } from './toast.tsx';

interface ReasonProps {
  send: string;
  tone?: 'primary' | 'danger';
  /** What the reason is asked as. */
  label: string;
  /** Said once it is done. */
  done: string;
  act: (reason: string) => Promise<unknown>;
  onDone: () => void;
}

/** The pool takes no shorter one. */
const shortest = 3;

/** Does one thing that wants a reason, which the audit log keeps. */
export function ReasonForm({ send, tone = 'primary', label, done, act, onDone }: ReasonProps) {
  const typed = useSignal('');
  const reason = typed.value.trim();
  return (
    <Form
      send={send}
      tone={tone}
      disabled={reason.length < shortest}
      onSend={async () => {
        await act(reason);
        toast(done);
        onDone();
      }}
    >
      <Field
        label={label}
        value={typed.value}
        onText={(text) => (typed.value = text)}
        input={{ required: true, maxLength: 500 }}
      />
    </Form>
  );
}
