package dev.hooklane.api;

import dev.hooklane.access.ApiKeyId;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.source.SourceName;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the parameters of a URL; any wrong one ends the request. */
final class Parameters {
    /** RFC 3339 has four digits. With more, the milliseconds since 1970 don't fit into a number. */
    private static final int YEAR_MAX = 9_999;

    private static final int LISTED_BY_DEFAULT = 100;
    private static final int LISTED_MAX = 1_000;

    private static final Pattern ORIGIN = Pattern.compile("[0-9]{1,9}@[0-9]{1,18}");

    private Parameters() {}

    static EndpointId endpointId(Context context) {
        return checked("id", context.pathParam("id"), EndpointId::new);
    }

    static ApiKeyId keyId(Context context) {
        return checked("id", context.pathParam("id"), ApiKeyId::new);
    }

    static PortalLinkId linkId(Context context) {
        return checked("id", context.pathParam("id"), PortalLinkId::new);
    }

    static ErasureId erasureId(Context context) {
        return checked("id", context.pathParam("id"), ErasureId::new);
    }

    static ReplayId replayId(Context context) {
        return checked("id", context.pathParam("id"), ReplayId::new);
    }

    static DeliveryId deliveryId(Context context) {
        return checked("id", context.pathParam("id"), DeliveryId::new);
    }

    static EventType typeName(Context context) {
        return checked("name", context.pathParam("name"), EventType::new);
    }

    static SourceName sourceName(Context context) {
        return checked("name", context.pathParam("name"), SourceName::new);
    }

    static AccountId accountInPath(Context context) {
        return checked("account", context.pathParam("account"), AccountId::new);
    }

    static Optional<AccountId> account(Context context) {
        return query(context, "account", AccountId::new);
    }

    static Optional<EndpointId> endpoint(Context context) {
        return query(context, "endpoint", EndpointId::new);
    }

    /** Reads endpoint ids separated by commas, without duplicates. */
    static List<EndpointId> endpoints(Context context, String name, int max) {
        return query(context, name, text -> endpoints(name, text, max))
                .orElseThrow(() ->
                        Problem.badParameter(
                                name,
                                "%s is missing; name 1 to %d with commas between"
                                        .formatted(name, max)));
    }

    private static List<EndpointId> endpoints(String name, String text, int max) {
        String[] ids = text.split(",", -1);
        if (ids.length > max) {
            throw new IllegalArgumentException(
                    "%s names %d, the limit is %d".formatted(name, ids.length, max));
        }
        return Arrays.stream(ids).map(EndpointId::new).distinct().toList();
    }

    /** Reads a place on the events topic. */
    static Optional<SourceEvent.Origin> origin(Context context, String name) {
        return query(context, name, text -> origin(name, text));
    }

    /** Reads a place on the rejected topic, which is the id of its record. */
    static SourceEvent.Origin rejectedId(Context context) {
        return checked("id", context.pathParam("id"), text -> origin("id", text));
    }

    private static SourceEvent.Origin origin(String name, String text) {
        if (!ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "%s '%s' is not an origin such as 3@17"
                            .formatted(name, VisibleText.excerpt(text)));
        }
        return SourceEvent.Origin.parse(text);
    }

    static EventId eventId(Context context) {
        return checked("id", context.pathParam("id"), EventId::new);
    }

    static Optional<SourceName> source(Context context) {
        return query(context, "source", SourceName::new);
    }

    static Optional<EventId> event(Context context) {
        return query(context, "event", EventId::new);
    }

    static Optional<EventType> type(Context context) {
        return query(context, "type", EventType::new);
    }

    /** Reads a time in RFC 3339. */
    static Optional<Instant> time(Context context, String name) {
        return query(context, name, text -> instant(name, text));
    }

    /** Reads one of the given words. */
    static Optional<String> choice(Context context, String name, List<String> words) {
        return query(
                context,
                name,
                text -> {
                    if (!words.contains(text)) {
                        throw new IllegalArgumentException(
                                "%s '%s' is not one of %s"
                                        .formatted(
                                                name,
                                                VisibleText.excerpt(text),
                                                String.join(", ", words)));
                    }
                    return text;
                });
    }

    /**
     * Parses a time in RFC 3339.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static Instant instant(String name, String text) {
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "%s '%s' is not a time such as 2026-01-15T10:30:00Z"
                            .formatted(name, VisibleText.excerpt(text)),
                    e);
        }
        if (time.getYear() < 0 || time.getYear() > YEAR_MAX) {
            throw new IllegalArgumentException(
                    "%s '%s' is not within the years 0 to %d"
                            .formatted(name, VisibleText.excerpt(text), YEAR_MAX));
        }
        return time.toInstant();
    }

    static Optional<Duration> duration(Context context, String name, Duration min, Duration max) {
        return query(context, name, text -> Durations.within(name, text, min, max));
    }

    /** Reads how many entries a page may have, which is the same in every list. */
    static int limit(Context context) {
        return query(context, "limit", text -> number(text, LISTED_MAX)).orElse(LISTED_BY_DEFAULT);
    }

    /**
     * Does the same for a list of large entries.
     *
     * @param most the entries after which its pages end, whatever the request allows
     */
    static int limit(Context context, int most) {
        return Math.min(limit(context), most);
    }

    /** Refuses unknown parameters: a typo would otherwise silently list everything. */
    static void only(Context context, Set<String> known) {
        for (String name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw Problem.badParameter(
                        name,
                        "parameter '%s' is unknown here; the parameters are %s"
                                .formatted(VisibleText.excerpt(name), String.join(", ", known)));
            }
        }
    }

    private static int number(String text, int max) {
        int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > max) {
            throw new IllegalArgumentException(
                    "limit '%s' is not a number from 1 to %d".formatted(text, max));
        }
        return number;
    }

    private static <T> Optional<T> query(Context context, String name, Function<String, T> parse) {
        return Optional.ofNullable(context.queryParam(name))
                .map(text -> checked(name, text, parse));
    }

    private static <T> T checked(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter(name, VisibleText.excerpt(e));
        }
    }
}
