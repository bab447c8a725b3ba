// Judging what is asked with the lists at hand, then with what the network brings, and again while one looks on.

import * as judging from "./judging.js";
import { Lists } from "./lists.js";
import * as numbers from "./numbers.js";
import { crossingOf, SINGLE_USE } from "./border.js";

const PATIENCE = 2500;
const [SOON, LATER, FIRST] = [2000, 60000, 120000];
const seconds = () => Math.floor(Date.now() / 1000);

export class Judge {
  constructor(words, told) {
    Object.assign(this, { words, told, lists: new Lists(words), asked: null, shown: "", timer: 0 });
  }

  open() {
    return this.lists.open();
  }

  // What is asked by a text: by its code alone, or by all that a square says.
  askedBy(text) {
    const code = numbers.codeIn(text);
    return code === null ? { text } : { code };
  }

  // A letter number is no secret and stands in no list: only the office itself can be asked for it.
  isNumber(text) {
    return /^[^/\\:#]+[/\\-][^/\\:#]+[/\\-][^/\\:#]+$/.test(text) && !this.askedBy(text).code;
  }

  // Judges at once with what is kept, waiting a little for the network where nothing is.
  async ask(asked) {
    Object.assign(this, { asked, shown: "", since: Date.now() });
    clearTimeout(this.timer);
    const first = await this.judged(asked);
    if (isSettled(first)) this.tell(asked, first);
    const news = this.refresh(asked).catch(() => null);
    await Promise.race([news, new Promise((done) => setTimeout(done, PATIENCE))]);
    this.tell(asked, await this.judged(asked));
    await news;
    this.tell(asked, await this.judged(asked));
    this.watch();
  }

  forget() {
    clearTimeout(this.timer);
    this.asked = null;
  }

  // Fetches what is needed for what is asked; without a question all there is.
  async refresh(asked) {
    if (!asked) {
      await this.lists.refreshTrust();
      return this.lists.refreshAll();
    }
    await this.lists.refreshTrust();
    const uri = await this.uriOf(asked);
    return uri && this.lists.refreshStatus(uri);
  }

  // Judges once more with what is at hand.
  async again() {
    if (this.asked) this.tell(this.asked, await this.judged(this.asked));
  }

  // Looks again while the page is seen: every two seconds at first, then every minute.
  watch() {
    clearTimeout(this.timer);
    const asked = this.asked;
    if (!asked) return;
    this.timer = setTimeout(async () => {
      if (!document.hidden) {
        await this.refresh(asked).catch(() => null);
        this.tell(asked, await this.judged(asked));
      }
      if (this.asked === asked) this.watch();
    }, Date.now() - this.since < FIRST ? SOON : LATER);
  }

  tell(asked, judgement) {
    if (this.asked !== asked) return;
    const { isOffline } = this.lists;
    const written = JSON.stringify([judgement, isOffline]);
    if (written === this.shown) return;
    const isNew = !this.shown;
    this.shown = written;
    this.told(judgement, { isNew, isOffline });
  }

  async judged(asked) {
    const judgement = await this.judgedByLists(asked);
    const { paper, status } = judgement;
    const crossed = paper?.type === SINGLE_USE && (await crossingOf(paper));
    if (crossed && status.light !== "red") {
      judgement.status = { light: "red", reason: "used", at: Math.floor(Date.parse(crossed.at) / 1000) };
      judgement.note = this.words.post.here;
    }
    return judgement;
  }

  async judgedByLists(asked) {
    const { trust, found } = this.lists;
    const now = seconds();
    if (!trust && !asked.code) return { authentic: { light: "amber", reason: "list-missing", at: null } };
    if (asked.code) {
      const index = await this.indexOf(asked);
      const how = { index, statusPage: this.lists.statusPage, lists: found, now };
      return this.withoutOld(judging.judgeNumber(asked.hashed, how), await this.uriOf(asked));
    }
    const uri = await this.uriOf(asked);
    if (uri) await this.lists.status(uri);
    return this.withoutOld(await judging.judgeText(asked.text, { trust, lists: found, now }), uri);
  }

  // Where an older list was brought, or another root, what is kept is not believed when it speaks for a paper.
  withoutOld(judgement, uri) {
    const { rolledBack } = this.lists;
    const doubted = { light: "amber", reason: "list-rolled-back", at: null };
    if (rolledBack.has("trust") && judgement.authentic.light === "green") judgement.authentic = doubted;
    if (judgement.status?.light !== "green") return judgement;
    if (rolledBack.has(uri)) judgement.status = doubted;
    if (this.lists.hasOtherRoot) judgement.status = { ...doubted, reason: "other-root" };
    return judgement;
  }

  async indexOf(asked) {
    asked.hashed ??= await numbers.hashed(numbers.readCode(asked.code));
    if (!asked.index || typeof asked.index === "string") asked.index = await this.lists.index(asked.hashed.shard);
    return asked.index;
  }

  // The address of the status list that what is asked stands in; nothing where it stands in none.
  async uriOf(asked) {
    if (asked.code) {
      const index = await this.indexOf(asked);
      const entry = typeof index === "string" ? null : index.entries.get(asked.hashed.tag);
      return entry && judging.referenceOf(entry.place, this.lists.statusPage).uri;
    }
    if (asked.uri === undefined && this.lists.trust) {
      const how = { trust: this.lists.trust, lists: new Map(), now: seconds() };
      asked.uri = (await judging.judgeText(asked.text, how)).paper?.status?.uri ?? undefined;
    }
    return asked.uri;
  }

  // What another language of this page is opened with to show the same paper.
  fragment() {
    const text = this.asked?.text ?? "";
    return /^https?:/.test(text) && text.includes("#") ? text.slice(text.indexOf("#")) : "";
  }
}

// Whether the first answer can stand until there is a better one: not where only the lists are missing.
function isSettled({ authentic, status }) {
  return [authentic, status].every((one) => one?.reason !== "list-missing");
}
