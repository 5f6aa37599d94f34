// A page that waits for the seal looks by itself whether it came; without this there is “Look again”.
const EVERY = 4000;

function look(place) {
  setTimeout(async () => {
    try {
      const answer = await fetch(place.dataset.waiting, { headers: { Accept: 'application/json' } });
      if (answer.ok && (await answer.json()).state !== 'waiting') return location.reload();
      if (answer.redirected || answer.status === 404) return;
    } catch { /* the network comes back, or “Look again” does it */ }
    look(place);
  }, EVERY);
}

const waiting = document.querySelector('[data-waiting]');
if (waiting) look(waiting);
