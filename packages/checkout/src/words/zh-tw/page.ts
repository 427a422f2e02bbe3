/** Words both pages use. */
export const page = {
  try_again: '再試一次',
  offline_what: '內容都還在。網路恢復後再試一次即可。',
  failed_what: '我們這邊發生故障。不會重複收款。',
  busy_what: '請求太多，沒有收款。請稍候再試。',
  reference: '編號 {id}',
  language: '語言',
  find_order: '查詢訂單',
  contact_empty: '請填寫電子郵件或手機號碼，之後隨時能找回卡密。',
  contact_wrong: '這不是電子郵件，也不是手機號碼。例如 name@example.com 或 0912345678。',
};
