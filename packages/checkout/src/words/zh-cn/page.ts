/** Words both pages use. */
export const page = {
  try_again: '再试一次',
  offline_what: '内容都还在。网络恢复后再试一次即可。',
  failed_what: '我们这边出了故障。不会重复收款。',
  busy_what: '请求太多，没有收款。请稍等片刻再试。',
  reference: '编号 {id}',
  language: '语言',
  find_order: '查找订单',
  contact_empty: '请填写邮箱或手机号，以后随时能找回卡密。',
  contact_wrong: '这不是邮箱，也不是手机号。例如 name@example.com 或 13800001234。',
};
