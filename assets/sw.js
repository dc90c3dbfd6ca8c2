// What the studio does while none of its pages is open: a page for when there is no network, and
// notices that are pushed. Nothing else is kept: pages are served fresh, and hold what is private.
const KEPT = "studio-offline-3";
const OFFLINE = "/offline.html";
const FONTS = ["/fonts/title.f71de78d.woff2", "/fonts/text.00e65d40.woff2"];
const PARTS = [OFFLINE, "/offline.css", "/offline.js", "/icons/icon-192.png", ...FONTS];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((cache) => cache.addAll(PARTS.map((part) => new Request(part, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("studio-offline-") && name !== KEPT))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (request.method === "GET" && url.origin === location.origin && PARTS.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(url.pathname)));
  }
});

self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    // Something is said in any case: browsers end subscriptions that show nothing.
  }
  event.waitUntil(
    self.registration.showNotification(told.title || "AI Film Studio", {
      tag: told.tag || "studio",
      renotify: true,
      icon: "/icons/icon-192.png",
      badge: "/icons/badge-96.png",
      data: { url: told.url || "/dashboard" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data.url, location.origin);
  const url = wanted.origin === location.origin ? wanted.href : location.origin;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((open) => {
      const there = open.find((client) => client.url === url);
      return there ? there.focus() : self.clients.openWindow(url);
    }),
  );
});
