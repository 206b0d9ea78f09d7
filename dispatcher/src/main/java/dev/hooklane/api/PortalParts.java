package dev.hooklane.api;

import dev.hooklane.access.PortalLinks;
import dev.hooklane.metrics.LinkMeters;

/** What routes about portal links share: their texts, their topic and their meters. */
record PortalParts(PortalLinks texts, LinkLog log, LinkMeters meters) {}
