import type { Language } from '@kameng/contract/page';

/** Changes whenever a text below changes; a confirmation names the version that its buyer saw. */
export const consentVersion = '2026-11-01';

/**
 * What a buyer agrees to. One record serves EU withdrawal law (Directive 2011/83/EU art. 16(m): consent to start at once and
 * knowledge of losing the right) and China's rule for digital goods (Consumer Protection Law art. 25: confirmed at purchase).
 */
export const consentTexts: Readonly<Record<Language, string>> = {
  'zh-CN': '我同意付款后立即交付卡密，并知晓卡密一经查看即不适用七日无理由退货。未查看前可以申请取消。',
  'zh-TW': '我同意付款後立即交付卡密，並知悉卡密一經查看即不適用七日無理由退貨。未查看前可以申請取消。',
  en: 'I agree that my code is delivered at once after payment, and I know that I lose the right to withdraw once it has been shown. Until then I can ask to cancel.',
  ja: '支払い後ただちにコードが引き渡されることに同意し、コードを表示した後は返品・撤回できないことを理解しました。表示前であればキャンセルを申請できます。',
  ar: 'أوافق على تسليم الرمز فور الدفع، وأعلم أن حق التراجع يسقط بعد عرضه. ويمكنني طلب الإلغاء قبل ذلك.',
};

export function consentText(language: Language): string {
  return consentTexts[language];
}
