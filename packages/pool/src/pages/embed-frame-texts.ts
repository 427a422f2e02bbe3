import type { Language } from '@kameng/contract/page';

/** What the card in a frame says; the same words as the widget's own card. */
export interface EmbedFrameTexts {
  buy: string;
  soldOut: string;
  low: string;
  worldwide: string;
  save(amount: string, percent: string): string;
  newTab: string;
  blocked: string;
}

/** The card's words in every language of the wire. */
export const embedFrameTexts: Record<Language, EmbedFrameTexts> = {
  en: {
    buy: 'Buy',
    soldOut: 'Sold out',
    low: 'Few left',
    worldwide: 'Worldwide',
    save: (amount, percent) => `Save ${amount} (${percent})`,
    newTab: 'opens in a new tab',
    blocked: 'This page keeps new windows from opening. The checkout is here:',
  },
  'zh-CN': {
    buy: '购买',
    soldOut: '已售罄',
    low: '库存紧张',
    worldwide: '全球',
    save: (amount, percent) => `省 ${amount} · ${percent}`,
    newTab: '在新标签页打开',
    blocked: '此页面不允许打开新窗口。结账地址：',
  },
  'zh-TW': {
    buy: '購買',
    soldOut: '已售完',
    low: '庫存不多',
    worldwide: '全球',
    save: (amount, percent) => `省 ${amount} · ${percent}`,
    newTab: '在新分頁開啟',
    blocked: '此頁面不允許開啟新視窗。結帳網址：',
  },
  ja: {
    buy: '購入',
    soldOut: '売り切れ',
    low: '残りわずか',
    worldwide: '全世界',
    save: (amount, percent) => `${amount} お得 (${percent})`,
    newTab: '新しいタブで開きます',
    blocked: 'このページでは新しいウィンドウを開けません。購入ページ：',
  },
  ar: {
    buy: 'شراء',
    soldOut: 'نفدت الكمية',
    low: 'الكمية محدودة',
    worldwide: 'عالمي',
    save: (amount, percent) => `وفّر ${amount} (${percent})`,
    newTab: 'يُفتح في علامة تبويب جديدة',
    blocked: 'هذه الصفحة تمنع فتح نوافذ جديدة. صفحة الدفع:',
  },
};
