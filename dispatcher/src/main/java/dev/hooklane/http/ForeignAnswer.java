package dev.hooklane.http;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import okhttp3.Headers;

/**
 * A response that somebody else received and told us: foreign text, which is kept as a response of
 * an endpoint is.
 */
public record ForeignAnswer(int status, Map<String, String> headers, String body) {
    public ForeignAnswer {
        headers = Map.copyOf(headers);
    }

    /** Returns the outcome of an attempt with this response. */
    public AttemptOutcome outcome(Instant now) {
        String text = ResponseText.of(body, AttemptOutcome.RESPONSE_MAX);
        return status >= 200 && status < 300
                ? new AttemptOutcome.Success(status, text)
                : new AttemptOutcome.ErrorStatus(status, RetryAfter.of(status, known(), now), text);
    }

    /** Returns the headers that are kept. */
    public SortedMap<String, String> kept() {
        return ResponseHeaders.kept(known());
    }

    /** Returns the outcome of an attempt without a response. */
    public static AttemptOutcome none(ErrorKind kind, String detail) {
        return new AttemptOutcome.NoResponse(kind, ResponseText.line(detail));
    }

    private Headers known() {
        Headers.Builder known = new Headers.Builder();
        headers.forEach((name, value) -> {
            if (HeaderText.isName(name) && HeaderText.isValue(value)) {
                known.add(name, value);
            }
        });
        return known.build();
    }

    /** Leaves out what the endpoint sent. */
    @Override
    public String toString() {
        return "ForeignAnswer[%d]".formatted(status);
    }
}
