// The words of this page in the language of who last saw the studio, and the way back: as soon as the
// studio answers. That a network is there says little, and the first try after it came may still fail.
const LONGEST = 30000;
let wait = 1000;
let next = 0;
const back = () => location.reload();
const look = async () => {
  clearTimeout(next);
  try {
    const answer = await fetch("/health", { cache: "no-store" });
    if (answer.ok) {
      back();
      return;
    }
  } catch {
    // Not yet.
  }
  wait = Math.min(wait * 2, LONGEST);
  next = setTimeout(look, wait);
};
next = setTimeout(look, wait);
document.getElementById("again").addEventListener("click", back);
addEventListener("online", () => {
  wait = 250;
  look();
});
caches
  .match("/offline-words.json")
  .then((kept) => (kept ? kept.json() : null))
  .then((words) => {
    if (!words) return;
    document.documentElement.lang = words.lang;
    document.documentElement.dir = words.dir;
    for (const id of ["title", "text", "again"]) {
      if (words[id]) document.getElementById(id).textContent = words[id];
    }
  })
  .catch(() => {});
