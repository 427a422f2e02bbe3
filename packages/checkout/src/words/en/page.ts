/** Words both pages use. */
export const page = {
  try_again: 'Try again',
  offline: 'No connection',
  offline_what: 'Nothing is lost. Try again when the connection is back.',
  failed: 'That did not work',
  failed_what: 'Something failed on our side. Nothing is charged twice.',
  busy: 'Very busy right now',
  busy_what: 'Too many requests at once. Nothing was charged. Try again in a moment.',
  misplaced: 'This checkout cannot open here',
  misplaced_what: 'The site that shows it is not set up correctly. Nothing was charged.',
  reference: 'Reference {id}',
  language: 'Language',
  find_order: 'Find my order',
  contact_empty: 'Enter an e-mail address or a phone number, so that you can always get back to your code.',
  contact_wrong: 'This is neither an e-mail address nor a phone number. Examples: name@example.com, 13800001234.',
};
