/** Puts a copy button over each code block; it is laid over the block, so nothing moves. */
export function addCopyButtons(words: { copy: string; copied: string }): void {
  for (const block of document.querySelectorAll<HTMLPreElement>('pre.code')) {
    const frame = document.createElement('div');
    frame.className = 'code-frame';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = words.copy;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(block.textContent ?? '');
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
    block.replaceWith(frame);
    frame.append(block, button);
  }
}
