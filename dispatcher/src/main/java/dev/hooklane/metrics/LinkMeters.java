package dev.hooklane.metrics;

import dev.hooklane.access.LinkEnd;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The meters of portal links. Any thread may count. */
public final class LinkMeters {
    private final Counter made;
    private final Counter opened;
    private final Map<LinkEnd, Counter> refused = new EnumMap<>(LinkEnd.class);

    LinkMeters(MeterRegistry registry) {
        made = registry.counter("hooklane.portal.links.made");
        opened = registry.counter("hooklane.portal.links.opened");
        for (LinkEnd end : LinkEnd.values()) {
            refused.put(
                    end,
                    registry.counter("hooklane.portal.links.refused", "reason", end.wireName()));
        }
    }

    /** Counts a link that was made. */
    public void made() {
        made.increment();
    }

    /** Counts a link that was exchanged for a session. */
    public void opened() {
        opened.increment();
    }

    /** Counts a link that somebody tried to open in vain. */
    public void refused(LinkEnd end) {
        Counter counter = refused.get(end);
        if (counter != null) {
            counter.increment();
        }
    }
}
