// What this device keeps: the root it saw first, lists, and crossings that wait for the network. Nobody's paper.
// Where a browser keeps nothing (a private window), it is kept until the page is closed.

const [DATABASE, SHELF] = ["panah-verify", "kept"];
const inMemory = new Map();
let opening;

function opened() {
  opening ??= new Promise((done) => {
    try {
      const asked = indexedDB.open(DATABASE, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done(null);
    } catch {
      done(null);
    }
  });
  return opening;
}

async function through(mode, ask, otherwise) {
  const database = await opened();
  if (!database) return otherwise();
  return new Promise((done, failed) => {
    const work = database.transaction(SHELF, mode);
    const asked = ask(work.objectStore(SHELF));
    work.oncomplete = () => done(asked.result);
    work.onerror = work.onabort = () => failed(work.error);
  });
}

export const get = (name) => through("readonly", (shelf) => shelf.get(name), () => inMemory.get(name));

export const put = (name, value) =>
  through("readwrite", (shelf) => shelf.put(value, name), () => inMemory.set(name, value));

export const remove = (name) => through("readwrite", (shelf) => shelf.delete(name), () => inMemory.delete(name));

// The names that begin so.
export async function names(start) {
  const all = await through("readonly", (shelf) => shelf.getAllKeys(), () => [...inMemory.keys()]);
  return all.filter((name) => name.startsWith(start));
}
