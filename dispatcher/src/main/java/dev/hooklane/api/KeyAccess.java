package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;

/** The keys, what checks them, and where they are written. */
record KeyAccess(KeyDirectory directory, Authenticator authenticator, KeyLog log) {}
