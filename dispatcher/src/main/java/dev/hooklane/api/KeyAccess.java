package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.PortalLinks;
import java.net.URI;
import java.util.Optional;

/**
 * The keys and portal links, with the parts that check and write them, and the console's own calls.
 */
record KeyAccess(
        KeyDirectory directory,
        Authenticator authenticator,
        KeyLog log,
        OwnCalls ownCalls,
        PortalLinks links,
        Optional<URI> publicUrl) {}
