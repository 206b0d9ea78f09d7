package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.OwnCalls;

/** The keys, what checks them, where they are written, and whose word counts on who calls. */
record KeyAccess(
        KeyDirectory directory, Authenticator authenticator, KeyLog log, OwnCalls ownCalls) {}
