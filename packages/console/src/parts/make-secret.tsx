import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';
import { ShowOnce } from './show-once.tsx';

interface MakeProps {
  /** Of the dialog and of its button. */
  title: string;
  /** What the secret is. */
  label: string;
  /** Makes it; answers the secret, but when it was made and shown before. */
  make: () => Promise<string | undefined>;
  onMade: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** Asks for what a secret needs, makes it, and shows it once. */
export function MakeSecret({ title, label, make, onMade, onClose, children }: MakeProps) {
  const made = useSignal<string | undefined>(undefined);
  const send = async () => {
    made.value = await make();
    onMade();
    if (made.value === undefined) onClose();
  };
  if (made.value !== undefined) return <ShowOnce label={label} text={made.value} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      <Form send={title} onSend={send}>
        {children}
      </Form>
    </Dialog>
  );
}
