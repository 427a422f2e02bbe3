/** The import page: ticked products, or all that match, a few at a time, with a bar that says how far it is. */
interface Words {
  batch: number;
  progress: string;
  done: string;
  looking: string;
  nothing: string;
  failed: string;
  here: string;
}
interface Result {
  product: string;
  result: string;
}
interface Found {
  data: { id: string; shop: number }[];
  next_cursor: string;
}
declare const window: {
  kamengImport: Words;
  wp: { apiFetch: <Answer>(request: { path: string; method?: string; data?: unknown }) => Promise<Answer> };
};

/** Pages of 100 that "all that match" looks at. */
const pagesMax = 50;

const words = window.kamengImport;
const form = document.querySelector<HTMLFormElement>('#kameng-import');
if (form) start(form);

function start(form: HTMLFormElement): void {
  const boxes = () => [...form.querySelectorAll<HTMLInputElement>('input[name=product]:not(:disabled)')];
  form.querySelector<HTMLInputElement>('#kameng-all')?.addEventListener('change', ({ target }) => {
    for (const box of boxes()) box.checked = (target as HTMLInputElement).checked;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const all = (event.submitter as HTMLButtonElement | null)?.value === 'all';
    const ticked = boxes().flatMap(({ checked, value }) => (checked ? [value] : []));
    void run(form, () => (all ? findAll(form) : Promise.resolve(ticked)));
  });
}

async function run(form: HTMLFormElement, find: () => Promise<string[]>): Promise<void> {
  const buttons = [...form.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  try {
    say(form, 0, 1, words.looking);
    const products = await find();
    if (products.length === 0) return say(form, 0, 1, words.nothing);
    const data = new FormData(form);
    const counts = { made: 0, known: 0, failed: 0 };
    for (let at = 0; at < products.length; at += words.batch) {
      say(form, at, products.length, fill(words.progress, at, products.length));
      const batch = products.slice(at, at + words.batch);
      const answer = await window.wp.apiFetch<{ data: Result[] }>({
        path: '/kameng/v1/imports',
        method: 'POST',
        data: { products: batch, grouped: data.get('grouped') === '1', status: data.get('status') },
      });
      for (const { product, result } of answer.data) {
        const kind = result === 'made' || result === 'known' ? result : 'failed';
        counts[kind] += 1;
        if (kind !== 'failed') mark(form, product);
      }
    }
    say(form, 1, 1, fill(words.done, counts.made, counts.known, counts.failed));
  } catch {
    say(form, 0, 1, words.failed);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

/** Ids of everything that matches the search and is not in the shop. */
async function findAll(form: HTMLFormElement): Promise<string[]> {
  const found: string[] = [];
  let cursor = '';
  for (let page = 0; page < pagesMax; page += 1) {
    const query = new URLSearchParams({ q: form.dataset.q ?? '', kind: form.dataset.kind ?? '', cursor });
    const { data, next_cursor } = await window.wp.apiFetch<Found>({ path: `/kameng/v1/imports?${query}` });
    found.push(...data.flatMap(({ id, shop }) => (shop > 0 ? [] : [id])));
    if (next_cursor === '') break;
    cursor = next_cursor;
  }
  return found;
}

function mark(form: HTMLFormElement, product: string): void {
  const box = form.querySelector<HTMLInputElement>(`#${product}`);
  if (!box) return;
  box.checked = false;
  box.disabled = true;
  const cell = box.closest('tr')?.querySelector('.here');
  if (cell) cell.textContent = words.here;
}

function say(form: HTMLFormElement, at: number, of: number, text: string): void {
  const place = form.querySelector<HTMLElement>('.kameng-progress')!;
  place.hidden = false;
  const bar = place.querySelector('progress')!;
  bar.max = of;
  bar.value = at;
  place.querySelector('[role=status]')!.textContent = text;
}

function fill(text: string, ...values: number[]): string {
  return text.replaceAll(/%(\d)\$s/g, (_, at: string) => String(values[Number(at) - 1]));
}
