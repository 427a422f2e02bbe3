/** Words both pages use. */
export const page = {
  try_again: 'もう一度試す',
  offline_what: '内容は失われていません。接続が戻ったら、もう一度お試しください。',
  failed_what: 'こちら側で問題が起きました。二重に請求されることはありません。',
  busy_what: 'アクセスが集中しています。請求はされていません。少し待ってからお試しください。',
  reference: '照会番号 {id}',
  language: '言語',
  find_order: '注文を探す',
  contact_empty: 'メールアドレスか電話番号を入力してください。後からコードを確認するために使います。',
  contact_wrong: 'メールアドレスでも電話番号でもありません。例：name@example.com、09012345678',
};
