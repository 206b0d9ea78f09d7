package dev.hooklane.http;

import dev.hooklane.event.Payload;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A payload as a request's body, which OkHttp must not send a second time. */
final class PayloadBody extends RequestBody {
    static final MediaType JSON = MediaType.get("application/json");

    private final Payload payload;

    PayloadBody(Payload payload) {
        this.payload = payload;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return payload.sizeBytes();
    }

    /**
     * Returns true; otherwise OkHttp repeats the request on 408, and on 503 with {@code
     * Retry-After: 0}.
     */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(payload.bytes());
    }
}
