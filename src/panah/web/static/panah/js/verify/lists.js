// The signed lists: fetched whole, kept on this device, asked for again by their tag, and never taken back to older
// ones. No request names a paper, and none carries a cookie.

import { fromBase64, same } from "./bytes.js";
import { fromDer } from "./keys.js";
import * as numbers from "./numbers.js";
import { Refused } from "./reasons.js";
import * as status from "./status.js";
import * as store from "./store.js";
import * as trusting from "./trust.js";

const HERE = "/verify/";
const MOST_SHARDS = 64;

export class Lists {
  constructor({ root, statusPage }) {
    Object.assign(this, { told: fromBase64(root), statusPage, trust: null, root: null });
    this.found = new Map();
    this.rolledBack = new Set();
    this.isOffline = false;
    this.hasOtherRoot = false;
  }

  // Pins the root at the first visit; from then on no page can bring another.
  async open() {
    const pinned = await store.get("root");
    this.hasOtherRoot = Boolean(pinned && this.told.length && !same(pinned, this.told));
    const der = pinned ?? this.told;
    if (!der.length) return;
    this.root = await fromDer(der);
    if (!pinned) await store.put("root", der);
    const kept = await store.get("trust");
    if (kept) this.trust = await trusting.read(kept.body, this.root, kept.sequence).catch(() => null);
  }

  // Fetches the trust list; what was read under an older one is read again.
  async refreshTrust() {
    if (!this.root) return;
    const kept = this.trust ? await store.get("trust") : undefined;
    const answer = await this.fetched("trust", kept?.etag);
    if (answer.isSame) this.rolledBack.delete("trust");
    if (!answer.body) return;
    const known = (await store.get("trust"))?.sequence ?? 0;
    const trust = await this.taken("trust", () => trusting.read(answer.body, this.root, known));
    if (!trust) return;
    this.trust = trust;
    this.found.clear();
    await store.put("trust", { body: answer.body, etag: answer.etag, sequence: trust.sequence });
  }

  // Fetches a shard of the status lists; says whether another follows it.
  async refreshStatus(uri) {
    const name = this.nameOf(uri);
    if (!name || !this.trust) return false;
    const kept = await this.status(uri);
    const answer = await this.fetched(name, kept?.etag);
    if (answer.isSame) this.rolledBack.delete(uri);
    if (answer.body) {
      const known = (await store.get(name))?.issuedAt ?? 0;
      const list = await this.taken(uri, () => status.read(answer.body, { trust: this.trust, uri, known }));
      if (list) {
        this.found.set(uri, list);
        await store.put(name, { body: answer.body, etag: answer.etag, issuedAt: list.issuedAt });
      }
    }
    return answer.hasNext;
  }

  // Reads what is kept of a shard under the trust list of now; gives how it is kept, if it is good.
  async status(uri) {
    const name = this.nameOf(uri);
    const kept = name && (await store.get(name));
    if (!kept || !this.trust) return undefined;
    if (typeof (this.found.get(uri) ?? "") === "string") {
      const read = status.read(kept.body, { trust: this.trust, uri });
      this.found.set(uri, await read.catch((refused) => refused.reason));
    }
    return typeof this.found.get(uri) === "string" ? undefined : kept;
  }

  // Fetches the shards that are kept, and those that are new, so that a paper can be looked up without a network.
  async refreshAll() {
    for (let shard = 0; shard < MOST_SHARDS; shard += 1) {
      if (!(await this.refreshStatus(`${this.statusPage}${shard}`))) return;
    }
  }

  // Gives the shard of the number index that a code is in, or the reason for having none.
  async index(shard) {
    const name = `n/${shard}`;
    if (!this.trust) return "list-missing";
    const kept = await store.get(name);
    const read = (body, known) => numbers.read(body, { trust: this.trust, shard, known });
    const answer = await this.fetched(name, kept?.etag).catch(() => ({}));
    if (answer.body) {
      const index = await this.taken(name, () => read(answer.body, kept?.issuedAt ?? 0));
      if (index) {
        await store.put(name, { body: answer.body, etag: answer.etag, issuedAt: index.issuedAt });
        return index;
      }
      return this.found.get(name) ?? "list-rolled-back";
    }
    return kept ? read(kept.body, 0).catch((refused) => refused.reason) : "list-missing";
  }

  // When the oldest of the lists at hand was signed; null where there is none.
  asOf() {
    const moments = [...this.found.values()].filter((list) => typeof list !== "string").map((list) => list.issuedAt);
    return moments.length ? Math.min(...moments) : null;
  }

  nameOf(uri) {
    const shard = uri.startsWith(this.statusPage) ? uri.slice(this.statusPage.length) : "";
    return /^(0|[1-9][0-9]{0,5})$/.test(shard) ? `s/${shard}` : null;
  }

  // Takes a list in, or remembers why not; an older one than was seen leaves the newer in its place.
  async taken(name, read) {
    try {
      const list = await read();
      this.rolledBack.delete(name);
      return list;
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      if (refused.reason === "list-rolled-back") this.rolledBack.add(name);
      else if (!this.found.has(name)) this.found.set(name, refused.reason);
      return null;
    }
  }

  async fetched(name, etag) {
    const headers = etag ? { "If-None-Match": etag } : {};
    const how = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", headers };
    try {
      const answer = await fetch(HERE + name, how);
      if (answer.status >= 500) throw new Error(`${name}: ${answer.status}`);
      this.isOffline = false;
      const hasNext = Boolean(answer.headers.get("Link"));
      if (answer.status === 304) return { isSame: true, hasNext };
      if (!answer.ok) return { hasNext: false };
      return { body: new Uint8Array(await answer.arrayBuffer()), etag: answer.headers.get("ETag") ?? "", hasNext };
    } catch (trouble) {
      this.isOffline = true;
      throw trouble;
    }
  }
}
