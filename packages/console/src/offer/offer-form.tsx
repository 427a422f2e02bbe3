import type { SupplierOffer } from '@kameng/contract/desk/offer';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { toast } from '../parts/toast.tsx';
import { readMoney, writeMoney } from '../words/read-money.ts';
import { words } from '../words/words.ts';
import { QuantityPrices, readSteps, type TypedStep } from './quantity-prices.tsx';

const say = words({
  supply: ['供货价（每张）', 'Supply price of one'],
  supplyHint: [
    '您每售出一张得到的金额；买家价另加平台费，不超过官网价。',
    'What you receive for one code. Buyers pay the operator’s fee on top, never more than the list price.',
  ],
  floor: ['折扣底价（可不填）', 'Floor for discounts, if any'],
  floorHint: ['任何折扣都不会让买家价低于它。', 'No discount makes the buyer’s price lower.'],
  max: ['每单最多（可不填）', 'Most per order, if fewer than the product allows'],
  low: ['库存提醒线', 'Tell me below'],
  lowHint: ['可售数量低于它时发邮件；0 表示不提醒。', 'You get a mail when fewer codes are left; 0: never.'],
  save: ['保存', 'Save'],
  create: ['开始供货', 'Make the offer'],
  saved: ['已保存', 'It is saved'],
});

interface OfferFormProps {
  /** The offer to change; without it a new one is made for the product. */
  offer?: SupplierOffer;
  product: { id: string; currency: string };
  onSaved: () => void;
}

/** The terms of one offer: prices, limits, when to be told that stock is low. */
export function OfferForm({ offer, product: { id, currency }, onSaved }: OfferFormProps) {
  const typed = (amount_minor: number | undefined) =>
    amount_minor === undefined ? '' : writeMoney(amount_minor, currency);
  const supply = useSignal(typed(offer?.supply_price.amount_minor));
  const floor = useSignal(typed(offer?.floor?.amount_minor));
  const max = useSignal(String(offer?.max_per_order ?? ''));
  const low = useSignal(String(offer?.low_stock ?? 10));
  const steps = useSignal<readonly TypedStep[]>(
    offer?.quantity_prices.map(({ from, supply_price }) => ({
      from: String(from),
      price: writeMoney(supply_price.amount_minor, currency),
    })) ?? [],
  );
  const supply_price_minor = readMoney(supply.value, currency);
  const floor_minor = readMoney(floor.value, currency);
  const quantity_prices = readSteps(steps.value, currency);
  const ready = supply_price_minor !== undefined && quantity_prices !== undefined;
  const send = async () => {
    const terms = {
      supply_price_minor: supply_price_minor!,
      quantity_prices: quantity_prices!,
      low_stock: Number(low.value),
      ...(floor_minor !== undefined && { floor_minor }),
      ...(max.value.trim() && { max_per_order: Number(max.value) }),
    };
    await (offer
      ? call('changeOffer', { id: offer.id, body: terms })
      : call('createOffer', { body: { ...terms, product_id: id } }));
    toast(say.saved);
    onSaved();
  };
  return (
    <Form send={offer ? say.save : say.create} onSend={send} disabled={!ready}>
      <MoneyField
        label={say.supply}
        hint={say.supplyHint}
        currency={currency}
        value={supply.value}
        onText={(text) => (supply.value = text)}
      />
      <QuantityPrices currency={currency} steps={steps.value} onChange={(changed) => (steps.value = changed)} />
      <MoneyField
        optional
        label={say.floor}
        hint={say.floorHint}
        currency={currency}
        value={floor.value}
        onText={(text) => (floor.value = text)}
      />
      <Field
        label={say.max}
        value={max.value}
        onText={(text) => (max.value = text)}
        input={{ inputMode: 'numeric', pattern: '[1-9]\\d{0,3}' }}
      />
      <Field
        label={say.low}
        hint={say.lowHint}
        value={low.value}
        onText={(text) => (low.value = text)}
        input={{ inputMode: 'numeric', pattern: '\\d{1,4}|10000', required: true }}
      />
    </Form>
  );
}
