/** Words both pages use. */
export const page = {
  try_again: 'もう一度試す',
  offline_what: '内容は失われていません。接続が戻ったら、もう一度お試しください。',
  failed_what: 'こちら側で問題が起きました。二重に請求されることはありません。',
  language: '言語',
  find_order: '注文を探す',
};
