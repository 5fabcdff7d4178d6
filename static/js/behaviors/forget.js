import { prune } from "../drafts/local.js";

/** Nobody is signed in here: copies of texts that the server has as well need not lie on this device. */
export default function forget() {
  prune(0);
}
