package dev.hooklane.http;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Makes the request of an attempt, including its signatures. */
final class SignedRequests {
    private static final int TRACE_CHARS_MAX = 512;

    private final String userAgent;
    private final String signatureHeader;
    private final String signaturePrefix;
    private final String eventHeader;
    private final String deliveryHeader;
    private final String attemptHeader;

    SignedRequests(HttpSettings settings) {
        userAgent = settings.userAgent();
        signatureHeader = settings.headers().signature();
        signaturePrefix = settings.headers().signaturePrefix();
        eventHeader = settings.headers().event();
        deliveryHeader = settings.headers().delivery();
        attemptHeader = settings.headers().attempt();
    }

    /**
     * Returns the request without a tag.
     *
     * @param now the attempt's time, which is signed
     */
    Request.Builder request(
            Delivery delivery, PreparedEndpoint endpoint, HttpUrl url, Instant now) {
        return new Request.Builder()
                .url(url)
                .headers(headers(delivery, endpoint, now))
                .post(new PayloadBody(delivery.payload()));
    }

    /** Returns the headers of the request, except for those of its body. */
    Headers headers(Delivery delivery, PreparedEndpoint endpoint, Instant now) {
        SourceEvent event = delivery.event();
        byte[] body = delivery.payload().bytes();
        String seconds = Long.toString(now.getEpochSecond());
        List<Signer> signers = endpoint.signersAt(now);
        Headers.Builder headers =
                endpoint.ownHeaders()
                        .newBuilder()
                        .add("User-Agent", userAgent)
                        // Otherwise OkHttp asks for gzip and unpacks it, however large it becomes.
                        .add("Accept-Encoding", "identity")
                        .add(signatureHeader, signaturePrefix + signers.getFirst().hex(body))
                        .add(eventHeader, event.type().value())
                        .add(deliveryHeader, delivery.id().value())
                        .add(attemptHeader, Integer.toString(delivery.attempt()))
                        .add("webhook-id", event.id().value())
                        .add("webhook-timestamp", seconds)
                        .add(
                                "webhook-signature",
                                standardSignatures(
                                        signers,
                                        endpoint.keySignersAt(now),
                                        event.id().value(),
                                        seconds,
                                        body));
        addTrace(headers, "traceparent", event.traceparent());
        addTrace(headers, "tracestate", event.tracestate());
        return headers.build();
    }

    private static String standardSignatures(
            List<Signer> signers,
            List<KeySigner> keySigners,
            String id,
            String seconds,
            byte[] body) {
        byte[] idAndTime = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        if (signers.size() == 1 && keySigners.isEmpty()) {
            return "v1," + signers.getFirst().base64(idAndTime, body);
        }
        StringBuilder all = new StringBuilder();
        for (Signer signer : signers) {
            all.append(all.isEmpty() ? "v1," : " v1,").append(signer.base64(idAndTime, body));
        }
        for (KeySigner signer : keySigners) {
            all.append(" v1a,").append(signer.base64(idAndTime, body));
        }
        return all.toString();
    }

    /**
     * Adds trace context, which came with the event and may contain anything; text that no header
     * can carry is left out.
     */
    private static void addTrace(Headers.Builder headers, String name, Optional<String> value) {
        if (value.isPresent()
                && value.get().length() <= TRACE_CHARS_MAX
                && HeaderText.isValue(value.get())) {
            headers.add(name, value.get());
        }
    }
}
