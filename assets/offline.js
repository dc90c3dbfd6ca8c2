// The words of this page in the language of who last saw the studio, and the way back.
const back = () => location.reload();
document.getElementById("again").addEventListener("click", back);
addEventListener("online", back);
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
