import type { OwnKind } from '@kameng/contract/desk/account';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { toast } from '../parts/toast.tsx';
import { loadMe } from '../shell/load-me.ts';
import { chooseOrganisation } from '../shell/me.ts';
import { go, query } from '../shell/route.ts';
import { language } from '../words/language.ts';
import { fill, words } from '../words/words.ts';
import { forgetInviter, inviter } from './inviter.ts';

const say = words({
  title: ['新的组织', 'A new organisation'],
  lead: ['选择您要做的事；一分钟即可开始。', 'Choose what you are here for; it takes a minute.'],
  kind: ['您想', 'You want to'],
  name: ['对外名称', 'Name under which you trade'],
  hint: ['买家和平台看到的名称，最多 60 个字。', 'What others see; up to 60 characters.'],
  create: ['创建', 'Begin'],
  made: ['{name} 已创建', '{name} is there'],
});
const kinds = words<OwnKind>({
  supplier: ['供货：上传卡密，销售自己的商品', 'Supply: sell goods and codes'],
  agent: ['代理：分享链接，赚取佣金', 'Resell: share links, and earn commission'],
  shop: ['开店：在自己的网站或网店销售', 'Shop: sell on your own pages'],
});
const order = ['supplier', 'agent', 'shop'] as const;

/** Begins as a supplier, an agent or a shop. */
export function StartPage() {
  const kind = useSignal<OwnKind>(
    order.find((each) => each === query.value['as']) ?? (inviter() === undefined ? 'supplier' : 'agent'),
  );
  const name = useSignal('');
  const create = async () => {
    const invitedBy = kind.value === 'agent' ? inviter() : undefined;
    const made = await call('createOrganisation', {
      body: {
        kind: kind.value,
        name: name.value.trim(),
        language: language.value,
        ...(invitedBy && { invited_by: invitedBy }),
      },
    });
    forgetInviter();
    await loadMe();
    chooseOrganisation(made.id);
    toast(fill(say.made, made));
    go('', { replace: true });
  };
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <section class="card narrow">
        <Form send={say.create} onSend={create}>
          <Choice
            label={say.kind}
            value={kind.value}
            choices={order.map((each) => [each, kinds[each]] as const)}
            onChoice={(each) => (kind.value = each)}
          />
          <Field
            label={say.name}
            hint={say.hint}
            value={name.value}
            onText={(typed) => (name.value = typed)}
            input={{ required: true, maxLength: 60, autoComplete: 'organization' }}
          />
        </Form>
      </section>
    </>
  );
}
