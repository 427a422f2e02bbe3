import type { Goods } from '@kameng/contract/desk/supplier';
import type { ProductKind } from '@kameng/contract/product';
import { fieldWords, kindWords } from '../goods/goods-words.ts';
import { Choice, Field } from '../parts/field.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { WordsField } from '../parts/words-field.tsx';
import { readMoney, writeMoney } from '../words/read-money.ts';
import { words } from '../words/words.ts';

const say = words({
  zh: ['中文名称', 'Name in Chinese'],
  en: ['英文名称', 'Name in English'],
  brand: ['品牌', 'Brand'],
  kind: ['类型', 'Kind'],
  category: ['分类', 'Category'],
  categoryHint: ['小写英文，例如 games。', 'Lower case, such as games.'],
  region: ['可用地区', 'Region'],
  regionHint: ['国家代码如 CN，或 global。', 'A country code such as CN, or global.'],
  face: ['面值', 'Face value'],
  faceHint: ['按发行方的写法，例如 ¥100。', 'As the issuer words it, such as ¥100.'],
  redeemZh: ['兑换说明（中文）', 'How to redeem, in Chinese'],
  redeemEn: ['兑换说明（英文）', 'How to redeem, in English'],
  site: ['兑换网址（可不填）', 'Where to redeem, if there is a page'],
  fields: ['一张卡密由什么组成', 'What a code is made of'],
  currency: ['币种', 'Currency'],
  list: ['官网价', 'List price'],
  source: ['官网价出处', 'Where the issuer publishes it'],
  min: ['每单最少', 'Least per order'],
  max: ['每单最多', 'Most per order'],
});

type FieldName = Goods['code_fields'][number];
const currencies = ['CNY', 'USD', 'EUR', 'JPY', 'HKD'] as const;

/** Goods as they are being typed. */
export interface TypedGoods {
  zh: string;
  en: string;
  brand: string;
  kind: ProductKind;
  category: string;
  region: string;
  face: string;
  redeemZh: string;
  redeemEn: string;
  site: string;
  fields: readonly FieldName[];
  currency: string;
  list: string;
  source: string;
  min: string;
  max: string;
}

export const emptyGoods: TypedGoods = {
  zh: '',
  en: '',
  brand: '',
  kind: 'game',
  category: 'games',
  region: 'CN',
  face: '',
  redeemZh: '',
  redeemEn: '',
  site: '',
  fields: ['code'],
  currency: 'CNY',
  list: '',
  source: '',
  min: '1',
  max: '10',
};

/** Goods that were submitted, to be typed on. */
export function typedGoods(goods: Goods): TypedGoods {
  return {
    zh: goods.names['zh-CN'],
    en: goods.names.en,
    brand: goods.brand,
    kind: goods.kind,
    category: goods.category,
    region: goods.region,
    face: goods.face_value,
    redeemZh: goods.redeem_texts['zh-CN'],
    redeemEn: goods.redeem_texts.en,
    site: goods.redeem_url ?? '',
    fields: goods.code_fields,
    currency: goods.list_price.currency,
    list: writeMoney(goods.list_price.amount_minor, goods.list_price.currency),
    source: goods.list_price_source,
    min: String(goods.limits.min),
    max: String(goods.limits.max),
  };
}

/** What was typed, as the pool takes it; undefined while an amount or number is not one. */
export function readGoods(typed: TypedGoods): Goods | undefined {
  const amount_minor = readMoney(typed.list, typed.currency);
  const [min, max] = [Number(typed.min), Number(typed.max)];
  if (amount_minor === undefined || !Number.isInteger(min) || !Number.isInteger(max) || typed.fields.length === 0)
    return undefined;
  return {
    names: { 'zh-CN': typed.zh.trim(), en: typed.en.trim() },
    brand: typed.brand.trim(),
    kind: typed.kind,
    category: typed.category.trim(),
    region: typed.region.trim(),
    face_value: typed.face.trim(),
    redeem_texts: { 'zh-CN': typed.redeemZh.trim(), en: typed.redeemEn.trim() },
    redeem_url: typed.site.trim() || null,
    code_fields: [...typed.fields],
    list_price: { amount_minor, currency: typed.currency },
    list_price_source: typed.source.trim(),
    limits: { min, max },
  };
}

/** The fields that describe a product. */
export function GoodsFields({ typed, onChange }: { typed: TypedGoods; onChange: (typed: TypedGoods) => void }) {
  const set = (change: Partial<TypedGoods>) => onChange({ ...typed, ...change });
  const text = (key: keyof TypedGoods & keyof typeof say, input: object, hint?: string) => (
    <Field
      label={say[key]}
      hint={hint}
      value={typed[key] as string}
      onText={(value) => set({ [key]: value })}
      input={{ required: true, ...input }}
    />
  );
  const flip = (name: FieldName) =>
    set({
      fields: typed.fields.includes(name) ? typed.fields.filter((each) => each !== name) : [...typed.fields, name],
    });
  return (
    <>
      {text('zh', { maxLength: 120 })}
      {text('en', { maxLength: 120 })}
      <div class="columns">
        {text('brand', { maxLength: 60 })}
        <Choice
          label={say.kind}
          value={typed.kind}
          choices={(Object.keys(kindWords) as ProductKind[]).map((each) => [each, kindWords[each]] as const)}
          onChoice={(kind) => set({ kind })}
        />
        {text('category', { pattern: '[a-z0-9\\-]{2,40}' }, say.categoryHint)}
        {text('region', { pattern: '[A-Z]{2}|global' }, say.regionHint)}
        {text('face', { maxLength: 40 }, say.faceHint)}
        <Choice
          label={say.currency}
          value={typed.currency}
          choices={[...new Set([typed.currency, ...currencies])].map((each) => [each, each] as const)}
          onChoice={(currency) => set({ currency })}
        />
        <MoneyField label={say.list} currency={typed.currency} value={typed.list} onText={(list) => set({ list })} />
        {text('source', { type: 'url', pattern: 'https://.+', maxLength: 500, placeholder: 'https://' })}
        {text('min', { inputMode: 'numeric', pattern: '\\d{1,5}' })}
        {text('max', { inputMode: 'numeric', pattern: '\\d{1,5}' })}
      </div>
      <fieldset>
        <legend>{say.fields}</legend>
        <div class="actions">
          {(Object.keys(fieldWords) as FieldName[]).map((name) => (
            <label key={name} class="check">
              <input type="checkbox" checked={typed.fields.includes(name)} onChange={() => flip(name)} />
              {fieldWords[name]}
            </label>
          ))}
        </div>
      </fieldset>
      <WordsField required label={say.redeemZh} value={typed.redeemZh} onText={(redeemZh) => set({ redeemZh })} />
      <WordsField required label={say.redeemEn} value={typed.redeemEn} onText={(redeemEn) => set({ redeemEn })} />
      {text('site', { type: 'url', pattern: 'https://.+', required: false, placeholder: 'https://' })}
    </>
  );
}
