// Why a code is not believed: the same words as in every other verifier (panah.documents.rules.proof.reasons).

export class Refused extends Error {
  constructor(reason, why = "") {
    super(why ? `${reason}: ${why}` : reason);
    this.reason = reason;
    this.why = why;
  }
}

export const malformed = (why) => new Refused("malformed", why);
