import type { Order, Product } from '@kameng/client/browser';
import { lang, say } from '../page/speak.ts';

/** Picture, name, brand, face value and region of what is being bought. */
export function ProductLine({ product }: { product: Pick<Product, keyof Order['items'][number]['product']> }) {
  const { name, brand, face_value, region, image_url } = product;
  return (
    <div class="product">
      <img src={image_url} alt="" width={56} height={56} />
      <div>
        <p class="name">
          <bdi>{name}</bdi>
        </p>
        <p class="muted">
          {brand} · {say('face_value', { value: face_value })} · {showRegion(region)}
        </p>
      </div>
    </div>
  );
}

function showRegion(region: string): string {
  if (!/^[A-Z]{2}$/.test(region)) return say('anywhere');
  return say('region', { region: new Intl.DisplayNames(lang, { type: 'region' }).of(region) ?? region });
}
