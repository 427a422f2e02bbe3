/** Words both pages use. */
export const page = {
  try_again: 'Try again',
  offline_what: 'Nothing is lost. Try again when the connection is back.',
  failed_what: 'Something failed on our side. Nothing is charged twice.',
  language: 'Language',
  find_order: 'Find my order',
};
