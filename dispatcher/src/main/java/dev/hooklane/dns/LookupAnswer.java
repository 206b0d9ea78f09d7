package dev.hooklane.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The result of a look-up, and until when it is not repeated. Times are nanoseconds. */
sealed interface LookupAnswer {
    Duration FOUND_FOR = Duration.ofSeconds(30);
    Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(10);

    /** How long an answer may be used while the resolver gives no newer one. */
    Duration STALE_LIMIT = Duration.ofDays(1);

    long freshUntilNanos();

    default boolean isFresh(long now) {
        return now - freshUntilNanos() < 0;
    }

    /** The name's addresses, as the resolver gave them at that time. */
    record Found(List<InetAddress> addresses, long atNanos, long freshUntilNanos)
            implements LookupAnswer {
        static Found now(List<InetAddress> addresses, long now) {
            return new Found(List.copyOf(addresses), now, now + FOUND_FOR.toNanos());
        }

        boolean serves(long now) {
            return now - atNanos < STALE_LIMIT.toNanos();
        }

        Found againAt(long now) {
            return new Found(addresses, atNanos, now + ASKED_AGAIN_AFTER.toNanos());
        }
    }

    /** The resolver says that the name has no address. */
    record Missing(long freshUntilNanos) implements LookupAnswer {
        static Missing now(long now) {
            return new Missing(now + ASKED_AGAIN_AFTER.toNanos());
        }
    }

    /**
     * The resolver gave no answer.
     *
     * @param why in words
     * @param sinceNanos when it gave none for the first time
     */
    record Unknown(String why, long sinceNanos, long freshUntilNanos) implements LookupAnswer {
        static Unknown now(String why, long since, long now) {
            return new Unknown(why, since, now + ASKED_AGAIN_AFTER.toNanos());
        }
    }

    /**
     * The endings of messages of the C libraries that Java runs on (glibc, musl, macOS) for a name
     * that does not exist or has no address.
     */
    Set<String> NO_SUCH_NAME =
            Set.of(
                    "Name or service not known",
                    "No address associated with hostname",
                    "Name does not resolve",
                    "Name has no usable address",
                    "nodename nor servname provided, or not known");

    /**
     * Reports whether the failure says that the name has no address. All other failures, such as
     * "Temporary failure in name resolution", say nothing about it. In Java only the text
     * distinguishes them.
     */
    static boolean isNoSuchName(UnknownHostException failure, String host) {
        String text = failure.getMessage();
        return text == null || text.equals(host) || NO_SUCH_NAME.stream().anyMatch(text::endsWith);
    }
}
