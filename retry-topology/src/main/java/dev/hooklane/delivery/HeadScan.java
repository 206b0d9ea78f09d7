package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.delivery.HistoryHead.AttemptHead;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a history record in one pass over its bytes, in the order and the form in which
 * {@link HistoryCodec} writes them. It decodes only what it returns, and passes over other texts
 * without a look at their characters. A record that was written otherwise is left to the JSON
 * parser, which costs several times as much. An instance serves one record on one thread.
 */
final class HeadScan {
    private static final int DIGITS_MAX = 18;

    private static final byte[] DELIVERY = ascii("{\"v\":1,\"delivery\":\"");
    private static final byte[] ENDPOINT = ascii(",\"endpoint\":\"");
    private static final byte[] ACCOUNT = ascii(",\"account\":\"");
    private static final byte[] EVENT = ascii(",\"event\":\"");
    private static final byte[] TYPE = ascii(",\"type\":\"");
    private static final byte[] PUBLISHED = ascii(",\"published\":");
    private static final byte[] ORIGIN = ascii(",\"origin\":\"");
    private static final byte[] TRACEPARENT = ascii(",\"traceparent\":\"");
    private static final byte[] TRACESTATE = ascii(",\"tracestate\":\"");
    private static final byte[] TRIGGER = ascii(",\"trigger\":\"");
    private static final byte[] ROUND = ascii(",\"round\":");
    private static final byte[] STATUS = ascii(",\"status\":\"");
    private static final byte[] NEXT_ATTEMPT_AT = ascii(",\"nextAttemptAt\":");
    private static final byte[] REASON = ascii(",\"reason\":\"");
    private static final byte[] UPDATED_AT = ascii(",\"updatedAt\":");
    private static final byte[] ATTEMPTS = ascii(",\"attempts\":[");
    private static final byte[] NUMBER = ascii("{\"number\":");
    private static final byte[] STARTED_AT = ascii(",\"startedAt\":");
    private static final byte[] MS = ascii(",\"ms\":");
    private static final byte[] ATTEMPT_STATUS = ascii(",\"status\":");
    private static final byte[] ERROR = ascii(",\"error\":\"");

    /** That the record is not in the expected form. It has no trace, as it is thrown often. */
    private static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unexpected() {
            super(null, null, false, false);
        }
    }

    private final byte[] json;
    private int at;
    private boolean atMostOne = true;
    private @Nullable AttemptHead lastAttempt;

    private HeadScan(byte[] json) {
        this.json = json;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Returns the head; empty if the JSON parser has to read it. */
    static Optional<HistoryHead> head(byte[] json) {
        try {
            return Optional.of(new HeadScan(json).head());
        } catch (Unexpected e) {
            return Optional.empty();
        }
    }

    private HistoryHead head() {
        pass(DELIVERY);
        passText();
        pass(ENDPOINT);
        passText();
        String account = text(ACCOUNT);
        String event = text(EVENT);
        String type = text(TYPE);
        long published = number(PUBLISHED);
        pass(ORIGIN);
        passText();
        if (passes(TRACEPARENT)) {
            passText();
        }
        if (passes(TRACESTATE)) {
            passText();
        }
        pass(TRIGGER);
        passText();
        boolean retried = number(ROUND) != 0;
        String status = text(STATUS);
        require(!status.isEmpty());
        if (passes(NEXT_ATTEMPT_AT)) {
            long _ = number();
        }
        String reason = passes(REASON) ? text() : "";
        long _ = number(UPDATED_AT);
        passAttempts();
        require(passes('}') && at == json.length);
        return HistoryHead.of(
                account,
                event,
                type,
                status,
                reason,
                published,
                retried,
                atMostOne,
                Optional.ofNullable(lastAttempt));
    }

    private void passAttempts() {
        pass(ATTEMPTS);
        if (passes(']')) {
            return;
        }
        do {
            passAttempt();
        } while (passes(','));
        require(passes(']'));
    }

    private void passAttempt() {
        long number = number(NUMBER);
        require(number >= 0 && number <= Integer.MAX_VALUE);
        atMostOne &= number <= 1;
        long startedAt = number(STARTED_AT);
        long millis = number(MS);
        lastAttempt = new AttemptHead(startedAt, millis, outcome());
        passRest();
    }

    private String outcome() {
        if (passes(ERROR)) {
            return text();
        }
        long status = number(ATTEMPT_STATUS);
        require(status >= 0 && status <= 999);
        return AttemptOutcome.label((int) status);
    }

    /** Passes the rest of an attempt: what is in strings looks like nothing else. */
    private void passRest() {
        int open = 1;
        while (open > 0) {
            require(at < json.length);
            switch (json[at++]) {
                case '"' -> passText();
                case '{' -> open++;
                case '}' -> open--;
                // The attempts' own list ends outside of an attempt.
                case '[', ']' -> throw new Unexpected();
                default -> {}
            }
        }
    }

    private String text(byte[] frame) {
        pass(frame);
        return text();
    }

    /** Passes the rest of a string of plain characters, and returns it. */
    private String text() {
        int from = at;
        while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        String text = new String(json, from, at - from, US_ASCII);
        require(passes('"'));
        return text;
    }

    /** Passes the rest of a string. */
    private void passText() {
        while (true) {
            require(at < json.length);
            byte b = json[at++];
            if (b == '"') {
                return;
            }
            if (b == '\\') {
                at++;
            }
        }
    }

    private long number(byte[] frame) {
        pass(frame);
        return number();
    }

    private long number() {
        boolean negative = passes('-');
        int from = at;
        long number = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            number = number * 10 + (json[at++] - '0');
        }
        require(at > from && at - from <= DIGITS_MAX && (json[from] != '0' || at == from + 1));
        return negative ? -number : number;
    }

    private void pass(byte[] frame) {
        require(passes(frame));
    }

    private boolean passes(byte[] frame) {
        int end = at + frame.length;
        if (end > json.length || !Arrays.equals(json, at, end, frame, 0, frame.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private boolean passes(char ascii) {
        if (at < json.length && json[at] == ascii) {
            at++;
            return true;
        }
        return false;
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new Unexpected();
        }
    }
}
