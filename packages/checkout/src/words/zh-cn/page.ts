/** Words both pages use. */
export const page = {
  try_again: '再试一次',
  offline_what: '内容都还在。网络恢复后再试一次即可。',
  failed_what: '我们这边出了故障。不会重复收款。',
  language: '语言',
  find_order: '查找订单',
};
