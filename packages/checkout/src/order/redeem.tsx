import type { Order } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { webLink } from '../page/web-link.ts';

/** How to use the code, step by step. */
export function Redeem({ product }: { product: Order['items'][number]['product'] }) {
  const { text, url } = product.redeem;
  const steps = text.split('\n').filter((line) => line.trim());
  const link = webLink(url);
  return (
    <section>
      <h2>{say('redeem')}</h2>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>
            <bdi>{step}</bdi>
          </li>
        ))}
      </ol>
      {link && (
        <a class="button" href={link} target="_blank" rel="noopener noreferrer">
          {say('redeem_page')}
        </a>
      )}
    </section>
  );
}
