package dev.hooklane.api;

import dev.hooklane.event.VisibleText;
import dev.hooklane.listener.HandOver;
import dev.hooklane.peer.PeerAnswer;
import dev.hooklane.peer.PeerRequest;
import dev.hooklane.peer.PeerTokens;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a request says that another instance sends. */
final class PeerCall {
    /** Names the partitions that the other instance wants. */
    static final String PARTITIONS = "Hooklane-Partitions";

    private PeerCall() {}

    /** Reports whether a request says that it comes from another instance. */
    static boolean isOne(Context context) {
        String sent = context.header("Authorization");
        return sent != null && PeerTokens.hasForm(sent);
    }

    /**
     * Identifies the caller behind a request of another instance, and uses the token up.
     *
     * @return empty if the request does not claim to come from an instance
     */
    static Optional<PeerAnswer> caller(Context context, PeerDoors doors) throws IOException {
        String sent = context.header("Authorization");
        if (sent == null || !isOne(context)) {
            return Optional.empty();
        }
        PeerTokens tokens = doors.of(context.path());
        int most = PeerDoors.isHandOver(context.path()) ? HandOver.BYTES_MAX : Bodies.MAX_BYTES;
        String wanted = context.header(PARTITIONS);
        PeerRequest request =
                new PeerRequest(
                        tokens.self(),
                        context.method().name(),
                        target(context),
                        wanted == null ? "" : wanted);
        PeerAnswer answer = tokens.check(sent, request);
        return Optional.of(
                answer instanceof PeerAnswer.Trusted trusted
                        ? trusted.withBody(Bodies.readAhead(context, most))
                        : answer);
    }

    /**
     * Returns the partitions that another instance asks for; empty if the request does not come
     * from an instance.
     */
    static Optional<Set<Integer>> partitions(Context context) {
        return Optional.ofNullable(context.header(PARTITIONS)).map(PeerCall::parse);
    }

    private static Set<Integer> parse(String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(Integer::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (NumberFormatException e) {
            throw Problem.badParameter(
                    PARTITIONS,
                    "header %s '%s' is not a list of numbers; only instances send it"
                            .formatted(PARTITIONS, VisibleText.excerpt(text)));
        }
    }

    /** Returns the path and query of a request, as its sender wrote them. */
    static String target(Context context) {
        String query = context.queryString();
        return context.req().getRequestURI() + (query == null ? "" : "?" + query);
    }
}
