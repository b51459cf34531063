/* All that a page needs to open the card where a name is clicked, and to put the focus back. */
const card = document.querySelector('entente-person-card');
let opener;

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-person]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    opener = link;
    card.hidden = false;
    card.user = link.dataset.person;
  }
});

card.addEventListener('entente-card-open', () => {
  card.scrollIntoView({ block: 'nearest' });
  card.focus();
});

card.addEventListener('entente-card-close', () => {
  card.hidden = true;
  card.user = '';
  opener?.focus();
});
