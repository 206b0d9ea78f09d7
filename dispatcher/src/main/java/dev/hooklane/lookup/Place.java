package dev.hooklane.lookup;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of all records of a topic, the newest first: by the brokers' time, then by
 * partition, then from the partition's end.
 *
 * @param millis since 1970
 */
public record Place(long millis, int partition, long offset) implements Comparable<Place> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})/([0-9]{1,9})/([0-9]{1,18})");
    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparingLong(Place::millis)
                    .reversed()
                    .thenComparingInt(Place::partition)
                    .thenComparing(Comparator.comparingLong(Place::offset).reversed());

    /**
     * Returns the place that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text is not a place
     */
    public static Place parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is not a place on a topic".formatted(text));
        }
        return new Place(
                Long.parseLong(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Long.parseLong(parts.group(3)));
    }

    /** Returns less than zero if this place is newer. */
    @Override
    public int compareTo(Place other) {
        return NEWEST_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return "%d/%d/%d".formatted(millis, partition, offset);
    }
}
