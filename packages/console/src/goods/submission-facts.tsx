import type { Submission } from '@kameng/contract/desk/supplier';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { fill, words } from '../words/words.ts';
import { fieldWords, kindWords, proofWords, stepWords, submissionTones, submissionWords } from './goods-words.ts';

const say = words({
  status: ['状态', 'State'],
  zh: ['中文名称', 'Name in Chinese'],
  en: ['英文名称', 'Name in English'],
  brand: ['品牌', 'Brand'],
  kind: ['类型', 'Kind'],
  category: ['分类', 'Category'],
  region: ['地区', 'Region'],
  face: ['面值', 'Face value'],
  list: ['官网价', 'List price'],
  fields: ['卡密字段', 'A code has'],
  limits: ['每单数量', 'Per order'],
  redeem: ['兑换说明', 'How to redeem'],
  site: ['兑换网址', 'Where to redeem'],
  product: ['商品编号', 'Product'],
  proof: ['销售权', 'Right to sell'],
  trail: ['审核经过', 'What happened'],
  files: ['{n} 个文件', '{n} documents'],
});

/** What was submitted: the product, the right to sell it, and what happened since. */
export function SubmissionFacts({ submission }: { submission: Submission }) {
  const { status, goods, product_id, proof, steps } = submission;
  return (
    <>
      <Facts
        rows={[
          [say.status, <Badge tone={submissionTones[status]}>{submissionWords[status]}</Badge>],
          ...(goods
            ? ([
                [say.zh, goods.names['zh-CN']],
                [say.en, goods.names.en],
                [say.brand, goods.brand],
                [say.kind, kindWords[goods.kind]],
                [say.category, goods.category],
                [say.region, goods.region],
                [say.face, goods.face_value],
                [
                  say.list,
                  <>
                    {showMoney(goods.list_price)}{' '}
                    <a href={goods.list_price_source} target="_blank" rel="noreferrer">
                      {new URL(goods.list_price_source).host}
                    </a>
                  </>,
                ],
                [say.fields, goods.code_fields.map((field) => fieldWords[field]).join(' · ')],
                [say.limits, `${goods.limits.min}–${goods.limits.max}`],
                [say.redeem, `${goods.redeem_texts['zh-CN']}\n${goods.redeem_texts.en}`],
                [say.site, goods.redeem_url],
              ] as const)
            : []),
          [say.product, product_id && <code>{product_id}</code>],
          [
            say.proof,
            `${proofWords[proof.kind]} · ${fill(say.files, { n: proof.documents.length })}: ${proof.statement}`,
          ],
        ]}
      />
      <section class="stack tight">
        <h3>{say.trail}</h3>
        <Facts
          rows={steps.map(({ action, message, created_at }) => [
            showTime(created_at),
            [stepWords[action], message].filter(Boolean).join(': '),
          ])}
        />
      </section>
    </>
  );
}
