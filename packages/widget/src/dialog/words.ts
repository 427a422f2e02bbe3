import type { Language } from '@kameng/contract/page';

/** The dialog's three texts: its name, its button, its skeleton. */
export const words: Record<Language, readonly [name: string, close: string, loading: string]> = {
  'zh-CN': ['结账', '关闭', '加载中'],
  'zh-TW': ['結帳', '關閉', '載入中'],
  en: ['Checkout', 'Close', 'Loading'],
  ja: ['お支払い', '閉じる', '読み込み中'],
  ar: ['الدفع', 'إغلاق', 'جارٍ التحميل'],
};
