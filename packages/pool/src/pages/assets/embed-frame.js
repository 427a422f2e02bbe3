/* The card in somebody's frame: says how tall it is, and finds a way out when the frame keeps new tabs from opening. */
const card = document.querySelector('main');

// Only a height, which anybody may know; the page around us may have no origin that a message could name.
new ResizeObserver(() => {
  const height = Math.ceil(card.getBoundingClientRect().height);
  parent.postMessage({ kameng: 1, type: 'resize', height }, '*');
}).observe(card);

/** Goes to the checkout in the whole window; false when the sandbox around us forbids it. */
function leaveFrame(address) {
  try {
    top.location.href = address;
    return true;
  } catch {
    return false;
  }
}

document.querySelector('a[target="_blank"]')?.addEventListener('click', (event) => {
  const { href } = event.currentTarget;
  event.preventDefault();
  const tab = window.open(href);
  if (tab !== null) tab.opener = null;
  else if (!leaveFrame(href)) document.querySelector('#blocked').hidden = false;
});
