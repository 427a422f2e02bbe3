/** The outline of what is being loaded, in its final size. */
export function Skeleton({ text, lines }: { text: string; lines: readonly string[] }) {
  return (
    <div class="stack" aria-busy="true">
      <h1 class="unseen">{text}</h1>
      {lines.map((line, at) => (
        <div key={at} class={`bone ${line}`} />
      ))}
    </div>
  );
}
