/** Words both pages use. */
export const page = {
  try_again: '再試一次',
  offline_what: '內容都還在。網路恢復後再試一次即可。',
  failed_what: '我們這邊發生故障。不會重複收款。',
  language: '語言',
  find_order: '查詢訂單',
};
