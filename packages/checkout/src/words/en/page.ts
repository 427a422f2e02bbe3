/** Words both pages use. */
export const page = {
  try_again: 'Try again',
  offline_what: 'Nothing is lost. Try again when the connection is back.',
  failed_what: 'Something failed on our side. Nothing is charged twice.',
  busy_what: 'Too many requests at once. Nothing was charged. Try again in a moment.',
  reference: 'Reference {id}',
  language: 'Language',
  find_order: 'Find my order',
  contact_empty: 'Enter an e-mail address or a phone number, so that you can always get back to your code.',
  contact_wrong: 'This is neither an e-mail address nor a phone number. Examples: name@example.com, 13800001234.',
};
