package dev.hooklane.api;

import dev.hooklane.secret.TinkSecretCipher;

/**
 * The callers of the API: their keys, what they changed, and which of their requests are repeats.
 *
 * @param cipher seals the answers that are kept for repeats
 */
record CallerParts(KeyAccess access, Audit audit, ClaimLog claims, TinkSecretCipher cipher) {}
