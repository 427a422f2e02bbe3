/** Words both pages use. */
export const page = {
  try_again: '再试一次',
  offline: '网络断开了',
  offline_what: '内容都还在。网络恢复后再试一次即可。',
  failed: '没有成功',
  failed_what: '我们这边出了故障。不会重复收款。',
  busy: '现在人有点多',
  busy_what: '请求太多，没有收款。请稍等片刻再试。',
  misplaced: '这里无法打开结账',
  misplaced_what: '所在网站的设置不正确。没有收款。',
  reference: '编号 {id}',
  language: '语言',
  find_order: '查找订单',
  contact_empty: '请填写邮箱或手机号，以后随时能找回卡密。',
  contact_wrong: '这不是邮箱，也不是手机号。例如 name@example.com 或 13800001234。',
};
