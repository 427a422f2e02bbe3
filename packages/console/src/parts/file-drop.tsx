import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface DropProps {
  label: string;
  hint: string;
  /** As the `accept` of a file field has it. */
  accept: string;
  several?: boolean;
  onFiles: (files: File[]) => void;
}

/** A place to drop files on; with the keyboard or a finger it opens the device's own choice. */
export function FileDrop({ label, hint, accept, several = false, onFiles }: DropProps) {
  const id = useId();
  const over = useSignal(false);
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(several ? files : files.slice(0, 1));
  };
  return (
    <div
      class="drop"
      data-over={over.value}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        over.value = false;
        take(event.dataTransfer?.files);
      }}
    >
      <Icon name="upload" />
      <label for={id}>{label}</label>
      <p id={`${id}-hint`} class="muted">
        {hint}
      </p>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={several}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
