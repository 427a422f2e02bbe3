/** How far something is, for eyes and readers. */
export function Progress({ name, done, total }: { name: string; done: number; total: number }) {
  return (
    <div class="stack tight">
      <p class="card-head">
        <span>{name}</span>
        <span class="muted">{total === 0 ? 0 : Math.floor((done / total) * 100)}%</span>
      </p>
      <progress aria-label={name} value={done} max={Math.max(1, total)} />
    </div>
  );
}
