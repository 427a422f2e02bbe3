import type { Language } from '@kameng/contract/page';

/** What a storefront says beside the agent's own words. */
export interface StorefrontTexts {
  promise: string;
  disclosure: string;
  findOrder: string;
  empty: string;
}

/** A storefront's words in every language of the wire; the card's are those of the card in a frame. */
export const storefrontTexts: Record<Language, StorefrontTexts> = {
  en: {
    promise: 'Pay, and the code is on your screen within seconds. No account needed.',
    disclosure: 'Sold and delivered by the pool. This page belongs to an agent who earns a commission.',
    findOrder: 'Find my order',
    empty: 'There is nothing here right now.',
  },
  'zh-CN': {
    promise: '付款后数秒内在屏幕上看到卡密，无需注册。',
    disclosure: '由货源池销售和交付。本页属于代理，成交后代理获得佣金。',
    findOrder: '查找我的订单',
    empty: '这里暂时没有商品。',
  },
  'zh-TW': {
    promise: '付款後數秒內在螢幕上看到卡密，無需註冊。',
    disclosure: '由貨源池銷售和交付。本頁屬於代理，成交後代理獲得佣金。',
    findOrder: '查詢我的訂單',
    empty: '這裡暫時沒有商品。',
  },
  ja: {
    promise: 'お支払い後、数秒でコードが画面に表示されます。登録は不要です。',
    disclosure: '販売と引き渡しはプールが行います。このページは代理店のもので、成約時に手数料を受け取ります。',
    findOrder: '注文を探す',
    empty: 'いまは商品がありません。',
  },
  ar: {
    promise: 'ادفع ويظهر الرمز على شاشتك خلال ثوانٍ. لا حاجة إلى حساب.',
    disclosure: 'البيع والتسليم من المجمّع. هذه الصفحة لوكيل يحصل على عمولة.',
    findOrder: 'ابحث عن طلبي',
    empty: 'لا يوجد شيء هنا الآن.',
  },
};
