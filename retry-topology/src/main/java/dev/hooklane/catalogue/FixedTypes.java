package dev.hooklane.catalogue;

import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The event types that exist before the event types topic is read, and that no record removes: the
 * catalogue of this installation, Hooklane's own types, and those that the configuration adds.
 * Immutable.
 */
public final class FixedTypes {
    /** The largest file, in bytes. */
    static final int FILE_MAX = 16 << 20;

    private final Map<EventType, Fixed> byType;

    private FixedTypes(Map<EventType, Fixed> byType) {
        this.byType = Collections.unmodifiableMap(byType);
    }

    /** Where a type comes from. */
    public enum Source {
        HOOKLANE("comes with Hooklane"),
        FILE("is in the file that the setting events.catalogue names"),
        SETTING("is one of the setting events.types");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** Returns the source as a sentence about the type, without its subject. */
        public String words() {
            return words;
        }
    }

    private record Fixed(CatalogueType type, Source source) {}

    /** Returns the default catalogue and Hooklane's own types. */
    public static FixedTypes defaults() {
        try (InputStream file = EventTypes.defaultCatalogue()) {
            return of(CatalogueFile.read(file.readAllBytes()), Source.HOOKLANE);
        } catch (IOException e) {
            throw new UncheckedIOException("the default catalogue can't be read", e);
        }
    }

    /**
     * Returns the catalogue in a file, which replaces the default one, and Hooklane's own types.
     *
     * @throws IllegalArgumentException if the file can't be read, with a message of one line
     */
    public static FixedTypes read(Path file) {
        try {
            long size = Files.size(file);
            if (size > FILE_MAX) {
                throw new IllegalArgumentException(
                        "the file has %d bytes, the limit is %d".formatted(size, FILE_MAX));
            }
            return of(CatalogueFile.read(Files.readAllBytes(file)), Source.FILE);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file can't be read: " + e, e);
        }
    }

    private static FixedTypes of(List<CatalogueType> catalogue, Source source) {
        Map<EventType, Fixed> byType = new LinkedHashMap<>();
        for (CatalogueType type : catalogue) {
            if (EventTypes.isOwnGroup(type.type().group())) {
                throw new IllegalArgumentException(
                        "event type %s: the types of the group %s are Hooklane's own"
                                .formatted(type.type(), type.type().group()));
            }
            byType.put(type.type(), new Fixed(type, source));
        }
        ownTypes().forEach(type -> byType.put(type.type(), new Fixed(type, Source.HOOKLANE)));
        return new FixedTypes(byType);
    }

    private static List<CatalogueType> ownTypes() {
        try (InputStream file =
                Objects.requireNonNull(FixedTypes.class.getResourceAsStream("own-types.json"))) {
            return CatalogueFile.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("own-types.json can't be read", e);
        }
    }

    /** Returns these and the types that the setting {@code events.types} adds. */
    public FixedTypes with(Collection<EventType> added) {
        Map<EventType, Fixed> more = new LinkedHashMap<>(byType);
        added.forEach(type -> more.putIfAbsent(type, new Fixed(ofSetting(type), Source.SETTING)));
        return new FixedTypes(more);
    }

    private static CatalogueType ofSetting(EventType type) {
        return new CatalogueType(
                type,
                "An event type of this installation's configuration (events.types).",
                "{}",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns all types, in the order of the catalogue. */
    public List<CatalogueType> all() {
        List<CatalogueType> all = new ArrayList<>();
        byType.values().forEach(fixed -> all.add(fixed.type()));
        return all;
    }

    /** Returns the names of all types. */
    public EventTypes names() {
        return EventTypes.ofCatalogue(byType.keySet());
    }

    /** Returns the type as it is without a record; empty if it is not one of these. */
    Optional<CatalogueType> find(EventType type) {
        return Optional.ofNullable(byType.get(type)).map(Fixed::type);
    }

    /** Returns where the type comes from; empty if it is not one of these. */
    public Optional<Source> source(EventType type) {
        return Optional.ofNullable(byType.get(type)).map(Fixed::source);
    }

    @Override
    public String toString() {
        return byType.keySet().toString();
    }
}
