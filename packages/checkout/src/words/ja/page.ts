/** Words both pages use. */
export const page = {
  try_again: 'もう一度試す',
  offline: '接続がありません',
  offline_what: '内容は失われていません。接続が戻ったら、もう一度お試しください。',
  failed: 'うまくいきませんでした',
  failed_what: 'こちら側で問題が起きました。二重に請求されることはありません。',
  busy: 'ただいま混み合っています',
  busy_what: 'アクセスが集中しています。請求はされていません。少し待ってからお試しください。',
  misplaced: 'ここでは購入手続きを開けません',
  misplaced_what: '表示しているサイトの設定が正しくありません。請求はされていません。',
  reference: '照会番号 {id}',
  language: '言語',
  find_order: '注文を探す',
  contact_empty: 'メールアドレスか電話番号を入力してください。後からコードを確認するために使います。',
  contact_wrong: 'メールアドレスでも電話番号でもありません。例：name@example.com、09012345678',
};
