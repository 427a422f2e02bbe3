/** Words both pages use. */
export const page = {
  try_again: 'حاول مرة أخرى',
  offline_what: 'لم يُفقد شيء. حاول مرة أخرى عندما يعود الاتصال.',
  failed_what: 'حدث خلل من جانبنا. لن يُخصم المبلغ مرتين.',
  language: 'اللغة',
  find_order: 'ابحث عن طلبي',
};
