package dev.hooklane.catalogue;

import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.KnownTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All event types, in memory: the fixed ones, and those on the event types topic, whose records
 * override them. One thread follows the topic; any thread may ask.
 */
public final class Catalogue implements KnownTypes {
    /** The most types that the catalogue may have. */
    public static final int TYPES_MAX = 1_000;

    private final FixedTypes fixed;
    private final AtomicLong changes = new AtomicLong();
    private volatile Map<String, CatalogueType> all;

    /** Creates the catalogue as it is before its topic is read. */
    public Catalogue(FixedTypes fixed) {
        this.fixed = fixed;
        Map<String, CatalogueType> byName = new LinkedHashMap<>();
        fixed.all().forEach(type -> byName.put(type.type().value(), type));
        all = byName;
    }

    /**
     * Follows a record of the event types topic.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        EventType type = CatalogueCodec.type(key);
        // Copied for each change: changes are rare, while every event reads the catalogue.
        Map<String, CatalogueType> next = new LinkedHashMap<>(all);
        if (value != null) {
            next.put(type.value(), CatalogueCodec.read(value));
        } else {
            fixed.find(type)
                    .ifPresentOrElse(
                            held -> next.put(type.value(), held), () -> next.remove(type.value()));
        }
        all = next;
        changes.incrementAndGet();
    }

    /**
     * Returns the catalogue as it would be with these types in use too, for a plan. It follows
     * nothing.
     */
    public Catalogue with(Collection<EventType> planned) {
        Map<String, CatalogueType> next = new LinkedHashMap<>(all);
        planned.forEach(type -> next.put(type.value(), planned(type)));
        Catalogue catalogue = new Catalogue(fixed);
        catalogue.all = next;
        return catalogue;
    }

    private static CatalogueType planned(EventType type) {
        return new CatalogueType(
                type,
                "A type of a plan.",
                "{}",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns how often the catalogue has changed. The catalogue is the same as long as this number
     * is.
     */
    public long changes() {
        return changes.get();
    }

    /** Finds archived types too, so that the caller can report more than that they are unknown. */
    @Override
    public Optional<EventType> find(String name) {
        return Optional.ofNullable(all.get(name)).map(CatalogueType::type);
    }

    public Optional<CatalogueType> find(EventType type) {
        return Optional.ofNullable(all.get(type.value()));
    }

    /** Returns the type as it is where no record overrides it; empty if only records have it. */
    public Optional<CatalogueType> findFixed(EventType type) {
        return fixed.find(type);
    }

    /** Returns all types, in the order in which they became known. */
    public List<CatalogueType> all() {
        return new ArrayList<>(all.values());
    }

    public int size() {
        return all.size();
    }

    /** Reports whether an endpoint may newly subscribe to the type. */
    public boolean isSelectable(CatalogueType type) {
        return !type.isArchived() && !type.type().equals(EventTypes.WEBHOOK_TEST);
    }

    /**
     * Reports whether the type comes with Hooklane, or with the catalogue that replaces Hooklane's.
     */
    public boolean isBuiltIn(EventType type) {
        return fixed.source(type).filter(source -> source != FixedTypes.Source.SETTING).isPresent();
    }

    /**
     * Returns where the type comes from if it exists regardless of the topic, so that it can't be
     * removed.
     */
    public Optional<FixedTypes.Source> fixedBy(EventType type) {
        return fixed.source(type);
    }

    /**
     * Reports whether Hooklane itself publishes the type's events. Such types are neither archived
     * nor given a schema, because that would silence reports of problems.
     */
    public static boolean isOwn(EventType type) {
        return EventTypes.isOwnGroup(type.group()) && EventTypes.defaults().contains(type);
    }
}
