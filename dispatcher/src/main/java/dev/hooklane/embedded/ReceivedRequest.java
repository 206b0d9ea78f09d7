package dev.hooklane.embedded;

import java.time.Instant;
import java.util.Objects;

/**
 * One POST to the receiver, the results of checking its signatures, and its answer.
 *
 * @param at when its body had been read
 * @param path the path with its query, as sent
 * @param bodySignature the check of the HMAC over the body alone
 * @param standardSignature the check of the Standard Webhooks signature
 * @param status the HTTP status that it is answered with
 */
public record ReceivedRequest(
        Instant at,
        String method,
        String path,
        RequestHeaders headers,
        ReceivedBody body,
        SignatureVerdict bodySignature,
        SignatureVerdict standardSignature,
        int status) {

    /** Refuses missing parts. */
    public ReceivedRequest {
        Objects.requireNonNull(at);
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(bodySignature);
        Objects.requireNonNull(standardSignature);
    }

    /** Returns the event's id as the sender gave it, or an empty text. */
    public String eventId() {
        return headers.first(SignatureVerification.ID_HEADER).orElse("");
    }

    /** Returns the event's type as the sender gave it, or an empty text. */
    public String eventType() {
        return headers.first(headers.names().event()).orElse("");
    }

    /** Returns the delivery's id as the sender gave it, or an empty text. */
    public String deliveryId() {
        return headers.first(headers.names().delivery()).orElse("");
    }

    /** Returns the attempt's number as the sender gave it, or an empty text. */
    public String attempt() {
        return headers.first(headers.names().attempt()).orElse("");
    }

    /** Returns it as one line of JSON, with its body as text. */
    public String toJson() {
        return RequestsJson.of(this);
    }

    long sizeBytes() {
        return body.sizeBytes() + headers.sizeBytes() + path.length();
    }
}
