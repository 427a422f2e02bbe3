import type { Goods, Proof, Submission } from '@kameng/contract/desk/supplier';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { DocumentsField, type SentDocument } from '../document/documents-field.tsx';
import { proofWords } from '../goods/goods-words.ts';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { WordsField } from '../parts/words-field.tsx';
import { fill, words } from '../words/words.ts';
import { emptyGoods, GoodsFields, readGoods, typedGoods } from './goods-fields.tsx';

const say = words({
  what: ['要销售什么', 'What you want to sell'],
  fresh: ['新商品', 'Something new'],
  known: ['目录里已有的商品', 'What is in the catalogue already'],
  product: ['商品编号', 'Product id'],
  productHint: ['prd_ 开头，见商品页面。', 'Begins with prd_; a product’s page has it.'],
  proof: ['销售权证明', 'Your right to sell it'],
  statement: ['来源与有效期', 'From whom it comes, and until when'],
  files: ['证明文件', 'Documents'],
  send: ['提交审核', 'Submit for review'],
  sent: ['已提交审核', 'It is submitted'],
  before: ['之前的文件 {n}', 'Document {n} from before'],
});
const proofKinds = ['authorisation', 'contract', 'own_goods', 'invoice'] as const satisfies Proof['kind'][];

/** Describes a product and proves the right to sell it; or answers what the review asked for. */
export function GoodsForm({ of, onSent }: { of: Submission | undefined; onSent: () => void }) {
  const known = useSignal(of !== undefined && of.goods === null);
  const productId = useSignal(of?.product_id ?? '');
  const typed = useSignal(of?.goods ? typedGoods(of.goods) : emptyGoods);
  const proofKind = useSignal<Proof['kind']>(of?.proof.kind ?? 'authorisation');
  const statement = useSignal(of?.proof.statement ?? '');
  const documents = useSignal<SentDocument[]>(sentBefore(of));
  const goods: Goods | undefined = known.value ? undefined : readGoods(typed.value);
  const send = async () => {
    const body = {
      ...(goods ? { goods } : { product_id: productId.value.trim() }),
      proof: {
        kind: proofKind.value,
        statement: statement.value.trim(),
        documents: documents.value.map(({ id }) => id),
      },
    };
    await (of ? call('changeSubmission', { id: of.id, body }) : call('createSubmission', { body }));
    toast(say.sent);
    onSent();
  };
  const ready = documents.value.length > 0 && (known.value || goods !== undefined);
  return (
    <Form send={say.send} onSend={send} disabled={!ready}>
      <Choice
        label={say.what}
        value={known.value ? 'known' : 'fresh'}
        choices={[
          ['fresh', say.fresh],
          ['known', say.known],
        ]}
        onChoice={(each) => (known.value = each === 'known')}
      />
      {known.value ? (
        <Field
          label={say.product}
          hint={say.productHint}
          value={productId.value}
          onText={(text) => (productId.value = text)}
          input={{ required: true, pattern: '\\s*prd_\\w{26}\\s*' }}
        />
      ) : (
        <GoodsFields typed={typed.value} onChange={(changed) => (typed.value = changed)} />
      )}
      <Choice
        label={say.proof}
        value={proofKind.value}
        choices={proofKinds.map((each) => [each, proofWords[each]] as const)}
        onChoice={(each) => (proofKind.value = each)}
      />
      <WordsField required label={say.statement} value={statement.value} onText={(text) => (statement.value = text)} />
      <DocumentsField label={say.files} documents={documents.value} onChange={(sent) => (documents.value = sent)} />
    </Form>
  );
}

/** What was sent with the submission may be sent along again. */
function sentBefore(of: Submission | undefined): SentDocument[] {
  const kept = of?.proof.documents ?? [];
  return kept.map((id, at) => ({
    id,
    name: fill(say.before, { n: at + 1 }),
    bytes: 0,
    media_type: '',
    created_at: '',
  }));
}
