import type { ComponentChildren } from 'preact';
import { words } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';

const say = words({ cancel: ['取消', 'Cancel'] });

interface ConfirmProps {
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ComponentChildren;
  send: string;
  tone?: 'primary' | 'danger';
  onSend: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something happens that is hard to take back; closes when it is done. */
export function Confirm({ title, children, send, tone = 'danger', onSend, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        send={send}
        tone={tone}
        onSend={async () => {
          await onSend();
          onClose();
        }}
        more={
          <button type="button" onClick={onClose}>
            {say.cancel}
          </button>
        }
      >
        <div class="stack">{children}</div>
      </Form>
    </Dialog>
  );
}
